// One slide of the deck as elements; the same for the projector, the speaker's screen and the look ahead.

/* Rows and lines grow into the room they have; the rows of a figure fill it by themselves. */
const LARGER = [1.4, 1.3, 1.2, 1.1];
const STEPS = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.65];

/* `questions` are the buttons that stand above the foot, where there are any. */
function drawSlide(place, deck, number, data, questions = null) {
  const slide = deck.slides[number];
  const sheet = made("div", `sheet part-${slide.part}`);
  const head = made("header", "head");
  head.append(made("h1", "title", slide.title));
  if (slide.line) head.append(buildLine(slide));
  const body = made("div", "body");
  if (slide.figure) body.append(buildFigure(slide.figure, slide.figure_text));
  if (slide.table) body.append(buildTable(slide.table));
  if (slide.paragraphs.length) body.append(buildParagraphs(slide.paragraphs));
  sheet.append(head, body);
  if (questions) sheet.append(questions);
  sheet.append(buildFoot(deck, number, data));
  place.replaceChildren(sheet);
  const steps = slide.figure ? STEPS : [...LARGER, ...STEPS];
  fit(sheet, body, steps);
  if (stagger(sheet.querySelectorAll(".zone-name"))) fit(sheet, body, steps);
  return slide;
}

/* A slide that is not official says so where its line begins. */
function buildLine({ line, mark }) {
  if (!mark) return made("p", "line-below", line);
  const place = made("p", "line-below");
  place.append(made("b", "mark", mark), line.slice(mark.length).replace(/^ · /, " "));
  return place;
}

/* Words as large as the room allows; the smallest size is set in the style. */
function fit(sheet, body, steps) {
  const fits = () => body.scrollHeight <= body.clientHeight + 1 && body.scrollWidth <= body.clientWidth + 1;
  const found = steps.some((step) => {
    sheet.style.setProperty("--scale", step);
    return fits();
  });
  if (!found) sheet.classList.add("tight");
  thin(sheet.querySelectorAll(".month"));
}

/* Names of zones that would touch stand on lines of their own; says whether there is more than one. */
function stagger(names) {
  const placed = [...names].map((name) => [name, name.firstChild.getBoundingClientRect()]);
  placed.sort(([, one], [, other]) => one.left - other.left);
  const touch = (lines) => placed.some(([, box], k) => k >= lines && box.left < placed[k - lines][1].right + box.height / 3);
  const lines = [1, 2].find((count) => !touch(count)) || 3;
  placed.forEach(([name], k) => name.style.setProperty("--line", k % lines));
  if (lines > 1) names[0].closest(".rows").style.setProperty("--lines", lines);
  return lines > 1;
}

/* Names of months that would touch the next one are left out; the last one stays. */
function thin(names) {
  let edge = Infinity;
  for (const name of [...names].reverse()) {
    const { left, right, height } = name.getBoundingClientRect();
    name.hidden = right + height / 3 > edge;
    if (!name.hidden) edge = left;
  }
}

function buildTable({ columns, rows }) {
  const table = made("table", "table");
  const group = made("colgroup", "");
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  for (const column of columns) {
    const part = made("col", "");
    part.style.width = `${(100 * column.width) / whole}%`;
    group.append(part);
  }
  const header = made("tr", "");
  for (const column of columns) {
    const cell = made("th", column.right ? "right" : "", column.label);
    cell.scope = "col";
    header.append(cell);
  }
  const top = made("thead", ""), main = made("tbody", "");
  top.append(header);
  for (const cells of rows) {
    const row = made("tr", "");
    row.append(...cells.map((cell, k) => buildCell(cell, columns[k])));
    main.append(row);
  }
  table.append(group, top, main);
  return table;
}

function buildCell(cell, column) {
  const place = made("td", column.right ? "right" : "");
  if (cell.filled !== undefined) {
    place.append(buildPace(cell));
    return place;
  }
  // A date or a number is never broken, nor a state from its sign; a column grows rather than break a word.
  const whole = SIGNS[cell.level] || !/\s/.test(cell.text);
  const words = made("span", `words level-${cell.level}${cell.strong ? " strong" : ""}${whole ? " whole" : ""}`);
  if (SIGNS[cell.level]) words.append(made("i", "sign", `${SIGNS[cell.level]} `));
  words.append(cell.text);
  place.append(words);
  return place;
}

/* Filled to where the value is; the tick is where it should be today; the end is the target. */
function buildPace({ filled, tick, text }) {
  const box = made("div", "pace");
  const track = made("span", "pace-track");
  const bar = made("i", "pace-filled");
  bar.style.width = `${100 * Math.min(Math.max(Number(filled), 0), 1)}%`;
  track.append(bar);
  if (tick !== null) {
    const mark = made("i", "pace-tick");
    mark.style.left = `${100 * Math.min(Math.max(Number(tick), 0), 1)}%`;
    track.append(mark);
  }
  box.append(track, made("span", "pace-words", text));
  return box;
}

const OUTLINE = ["□", "○", "-"];

function buildParagraphs(paragraphs) {
  const list = made("ul", "outline");
  for (const { text, depth, label } of paragraphs) {
    const item = made("li", `depth-${depth}`);
    const sign = made("span", "outline-sign", OUTLINE[depth]);
    sign.setAttribute("aria-hidden", "true");
    const words = made("span", "outline-words");
    if (label) words.append(made("b", "", label), " ");
    words.append(text);
    item.append(sign, words);
    list.append(item);
  }
  return list;
}

function buildFoot(deck, number, { words }) {
  const foot = made("footer", "foot");
  const marks = made("span", "marks");
  for (const mark of deck.marks) marks.append(made("b", "mark", mark));
  const dated = fill(words.data_date, { date: deck.data_date });
  const snapshot = fill(words.snapshot, { snapshot: deck.snapshot });
  const about = [deck.evaluation, dated, snapshot, ...deck.filters].join(" · ");
  foot.append(made("span", "about", about), marks, made("span", "page", `${number + 1} / ${deck.slides.length}`));
  return foot;
}
