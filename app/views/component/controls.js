// The sliders with their rulers, the locks, the presets.

function buildControls(instance) {
  const { data, root } = instance;
  const place = root.querySelector(".controls");
  place.replaceChildren();
  const weights = data.sets.flatMap((set, number) => buildSet(instance, set, number, place));
  return [...weights, ...buildPoints(instance, place)];
}

function buildSet(instance, set, number, place) {
  const { data } = instance;
  const box = made("section", "set");
  const line = made("div", "line");
  const sum = made("span", "sum");
  line.append(made("h4", "heading", set.name), sum);
  const sliders = made("div", "sliders");
  box.append(line, sliders);
  place.append(box);
  const pair = set.members.length === 2;
  const controls = set.members.slice(0, pair ? 1 : undefined).map((member, k) => {
    const control = buildSlider(instance, member, { max: 1000, step: 1 });
    control.input.oninput = () => instance.move(number, k, Number(control.input.value));
    if (!pair) control.line.append(control.lock);
    control.draw = () => drawWeight(control, instance, { number, k, pair });
    sliders.append(control.element);
    return control;
  });
  const drawSum = () => {
    const { parts, whole } = instance.model.sets[number];
    sum.textContent = fill(data.words.sum, { sum: percentText(sumOf(parts), whole) });
  };
  return [...controls, { draw: drawSum, strips: null }];
}

function buildSlider(instance, { code, name, full }, range) {
  const { words } = instance.data;
  const element = made("div", "slider");
  const line = made("div", "line");
  const title = made("span", "title", name);
  title.title = full;
  const value = made("output", "value");
  line.append(title, value);
  const input = made("input", "range");
  Object.assign(input, { type: "range", min: 0, ...range });
  input.setAttribute("aria-label", fill(words.slider, { name: full }));
  input.onchange = () => instance.tell();
  input.onkeydown = (event) => stride(event, input);
  const track = made("div", "track-of-range");
  const tick = made("i", "tick");
  track.append(input, tick);
  const strips = made("div", "strips");
  element.append(line, track, strips);
  const lock = button("lock", words.lock, () => instance.lock(code));
  return { code, element, line, value, input, tick, strips, lock, name };
}

/* With the shift key an arrow goes ten steps. */
function stride(event, input) {
  const way = { ArrowLeft: -10, ArrowDown: -10, ArrowRight: 10, ArrowUp: 10 }[event.key];
  if (!event.shiftKey || !way) return;
  event.preventDefault();
  input.value = Number(input.value) + way * Number(input.step);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function drawWeight(control, instance, { number, k, pair }) {
  const { words, sets } = instance.data;
  const { whole, parts, official } = instance.model.sets[number];
  const percent = percentText(parts[k], whole);
  const same = parts[k] === official[k];
  const beside = pair
    ? fill(words.other, { name: sets[number].members[1].name, share: percentText(parts[1], whole) })
    : "";
  const rule = same ? words.as_official : fill(words.official, { share: percentText(official[k], whole) });
  show(control, percent, [beside, rule].filter(Boolean).join(" · "), thousandths(parts[k], whole));
  control.tick.style.setProperty("--at", Number(official[k]) / Number(whole));
  const locked = instance.model.locked.has(control.code);
  control.element.classList.toggle("locked", locked);
  control.element.classList.toggle("changed", !same);
  control.lock.setAttribute("aria-pressed", locked);
  control.lock.textContent = locked ? words.locked : words.lock;
  control.lock.setAttribute("aria-label", fill(words.lock_of, { name: control.name }));
  control.input.disabled = locked;
  control.input.setAttribute("aria-valuetext", `${percent}, ${instance.sentence()}`);
}

function show(control, strong, soft, position) {
  if (control.input.value !== String(position)) control.input.value = position;
  control.input.style.setProperty("--at", position / Number(control.input.max));
  control.value.replaceChildren(made("b", "", strong), made("span", "soft", soft));
}

function percentText(part, whole) {
  return `${numberText({ n: part * 100n, d: whole }, 1)}%`;
}

function thousandths(part, whole) {
  return Number((part * 2000n + whole) / (whole * 2n));
}

function buildPoints(instance, place) {
  const { data, model } = instance;
  if (!data.letters.length) return [];
  const box = made("details", "set");
  box.append(made("summary", "heading", data.words.points));
  const controls = data.scales.flatMap((scale) => {
    const sliders = made("div", "sliders");
    if (data.scales.length > 1) box.append(made("p", "soft", fill(data.words.scale, { scale: scale.code })));
    box.append(sliders);
    return scale.letters.map((number) => {
      const letter = model.letters[number];
      const control = buildSlider(instance, letter, { max: scale.most, step: scale.step });
      control.input.oninput = () => instance.movePoints(number, control.input.value);
      control.draw = () => drawPoint(control, instance, number);
      sliders.append(control.element);
      return control;
    });
  });
  place.append(box);
  return controls;
}

function drawPoint(control, instance, number) {
  const { words } = instance.data;
  const { points, letters, cut } = instance.model;
  const text = (point) => fill(words.point, { points: numberText({ n: point, d: cut }, instance.data.point_decimals) });
  const { official } = letters[number];
  const same = points[number] === official;
  show(control, text(points[number]), same ? words.as_official : fill(words.official, { share: text(official) }), Number(points[number]));
  control.tick.style.setProperty("--at", Number(official) / Number(control.input.max));
  control.element.classList.toggle("changed", !same);
  control.input.setAttribute("aria-valuetext", `${text(points[number])}, ${instance.sentence()}`);
}

function buildPresets(instance) {
  const { data, root } = instance;
  const place = root.querySelector(".presets");
  place.setAttribute("aria-label", data.words.presets);
  place.replaceChildren(...data.presets.map((preset, k) => {
    const one = button("preset", preset.label, () => instance.apply(k));
    one.title = preset.tip;
    return one;
  }));
}

function drawPresets({ model, root }) {
  const alike = (set, wanted) => set.parts.every((part, m) => part * wanted.whole === wanted.parts[m] * set.whole);
  const set = ({ sets, points }) =>
    model.points.every((point, k) => point === points[k]) && model.sets.every((one, k) => alike(one, sets[k]));
  root.querySelectorAll(".preset").forEach((one, k) => one.setAttribute("aria-pressed", set(model.presets[k])));
}

/* The strips below a slider: who stands where along the whole range of its weight. */
function drawRulers(control, rulers) {
  if (!control.strips) return;
  control.strips.replaceChildren(...rulers.flatMap((ruler) => {
    const strip = made("div", "strip");
    strip.setAttribute("role", "img");
    strip.setAttribute("aria-label", ruler.spoken);
    strip.append(...ruler.bands.map((band) => buildBand(band)));
    if (ruler.name) strip.append(made("span", "whose", ruler.name));
    const marks = made("div", "marks");
    marks.setAttribute("aria-hidden", "true");
    marks.append(...ruler.marks.map((mark) => buildMark(mark)));
    return ruler.marks.length ? [strip, marks] : [strip];
  }));
}

function buildBand(band) {
  const box = made("span", "band", band.label);
  box.title = band.tip;
  box.style.setProperty("--from", band.start);
  box.style.setProperty("--to", band.end);
  box.style.background = band.fill;
  box.style.color = band.ink;
  return box;
}

function buildMark(mark) {
  const label = made("span", mark.label ? "mark" : "mark bare", mark.label);
  label.title = mark.tip;
  label.style.setProperty("--at", mark.at);
  return label;
}
