// The sliders of the what-if: the ranking follows the hand, Python hears of it when the hand lets go.

const DEBOUNCE = 150;
const PER_MILLE = 1000n;
const instances = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".whatif");
  let instance = instances.get(root);
  if (!instance) instances.set(root, (instance = new Instance(root)));
  instance.send = (value) => setStateValue("moved", value);
  instance.receive(data);
  return () => instance.end();
}

class Instance {
  constructor(root) {
    this.root = root;
    this.spoken = root.querySelector(".spoken");
    this.heard = 0;
    this.held = false;
    this.base = null;
    this.ended = new AbortController();
    root.addEventListener("pointerdown", () => (this.held = true));
    for (const end of ["pointerup", "pointercancel"]) {
      window.addEventListener(end, () => this.letGo(), { signal: this.ended.signal });
    }
  }

  end() {
    clearTimeout(this.timer);
    this.ended.abort();
    instances.delete(this.root);
  }

  letGo() {
    this.held = false;
    if (this.waiting) this.receive(this.waiting);
  }

  /* Data that answer an earlier move than the last one are out of date: the answer to the last one is on its way. */
  receive(data) {
    if (this.told && data.heard !== this.heard) return;
    this.waiting = this.held ? data : null;
    if (this.held && this.told) return;
    if (!this.told) this.heard = data.heard;
    const written = JSON.stringify(data);
    if (written === this.told) return;
    this.told = written;
    this.take(data);
  }

  take(data) {
    this.data = data;
    const model = modelOf(data);
    if (!this.model || !sameSetting(this.model, model)) this.base = null;
    this.model = model;
    for (const [name, value] of Object.entries(data.styles)) this.root.style.setProperty(name, value);
    const shape = shapeOf(data);
    if (shape !== this.shape) this.build();
    this.shape = shape;
    this.controls.forEach((control) => drawRulers(control, data.rulers[control.code] || []));
    this.draw();
    this.order();
  }

  build() {
    this.controls = buildControls(this);
    this.rows = buildRows(this);
    buildPresets(this);
  }

  /* One slider moves; what it takes is taken from the state in which it was grasped, so that the way back leads back. */
  move(set, k, perMille) {
    const siblings = this.model.sets[set];
    if (!this.base || this.base.set !== set || this.base.k !== k) this.base = { set, k, parts: siblings.parts };
    const locked = siblings.members.map((code) => this.model.locked.has(code));
    siblings.parts = normalised(this.base.parts, k, (BigInt(perMille) * siblings.whole) / PER_MILLE, locked);
    this.draw();
  }

  movePoints(letter, value) {
    const { points, letters } = this.model;
    const near = (k) => (letters[k] && letters[k].scale === letters[letter].scale ? points[k] : null);
    const above = near(letter - 1), below = near(letter + 1);
    let point = BigInt(value);
    if (above !== null && point > above) point = above;
    if (below !== null && point < below) point = below;
    points[letter] = point;
    this.base = null;
    this.draw();
  }

  lock(code) {
    const { locked } = this.model;
    if (!locked.delete(code)) locked.add(code);
    this.base = null;
    this.draw();
    this.tell();
  }

  apply(number) {
    const preset = this.model.presets[number];
    this.model.sets.forEach((set, k) => {
      const { whole, parts } = preset.sets[k];
      set.official = set.official.map((part) => (part * whole) / set.whole);
      Object.assign(set, { whole, parts });
    });
    this.model.points = [...preset.points];
    this.model.locked.clear();
    this.base = null;
    this.draw();
    this.tell();
  }

  draw() {
    const { model } = this;
    const weights = {};
    model.sets.forEach((set) => set.members.forEach((code, k) => (weights[code] = set.parts[k])));
    Object.assign(weights, model.single);
    for (const one of model.standings) one.score = scoreOf(model.tree, one.unit, weights, model.points, model.cut);
    model.order = model.groups.map((group) => placed(group, model.decimals));
    this.controls.forEach((control) => control.draw());
    drawRows(this);
    drawPresets(this);
  }

  order() {
    orderRows(this);
  }

  /* The hand let go: order the rows for those who listen, and tell Python a little later, once. */
  tell() {
    this.order();
    this.spoken.textContent = this.sentence();
    clearTimeout(this.timer);
    this.heard += 1;
    this.timer = setTimeout(() => this.send(stateOf(this)), DEBOUNCE);
  }

  home() {
    return this.model.standings.find((one) => one.unit.home);
  }

  sentence() {
    const home = this.home();
    if (!home) return "";
    const rank = rankText(home, this.data.words);
    return fill(this.data.words.sentence, { unit: home.unit.name, rank, score: home.score ? numberText(home.score, 2) : "–" });
  }
}

function modelOf(data) {
  const units = data.units.map((unit) => ({
    ...unit,
    divisor: BigInt(unit.divisor),
    parts: mapped(unit.parts, (part) => part && {
      constant: BigInt(part[0]), factors: part[1].map(([letter, factor]) => [letter, BigInt(factor)]),
    }),
    adjustments: mapped(unit.adjustments, BigInt),
  }));
  const standings = units.map((unit) => ({ unit }));
  return {
    tree: data.tree,
    sets: data.sets.map((set) => ({
      members: set.members.map((member) => member.code),
      whole: BigInt(set.whole),
      parts: set.parts.map(BigInt),
      official: set.official.map(BigInt),
    })),
    single: mapped(data.single, BigInt),
    presets: data.presets.map(({ sets, points }) => ({
      sets: sets.map(({ whole, parts }) => ({ whole: BigInt(whole), parts: parts.map(BigInt) })),
      points: points.map(BigInt),
    })),
    letters: data.letters.map((letter) => ({ ...letter, official: BigInt(letter.official) })),
    points: data.letters.map((letter) => BigInt(letter.now)),
    cut: BigInt(data.cut),
    locked: new Set(data.locked),
    decimals: data.decimals,
    standings,
    groups: data.ranked.map((codes) => standings.filter((one) => codes.includes(one.unit.code))),
  };
}

/* Only where this changes is anything built anew: what is built anew loses the focus and what was folded open. */
function shapeOf({ words, sets, scales, presets, groups, letters, units }) {
  const members = sets.map((set) => [set.name, set.members]);
  const names = letters.map((letter) => letter.name);
  const labels = units.map((unit) => unit.label);
  return JSON.stringify([words, members, scales, presets.map(({ label, tip }) => [label, tip]), groups, names, labels]);
}

/* What a slider was grasped in holds on while Python only confirms where it stands. */
function sameSetting(one, other) {
  const written = ({ sets, points }) => [...sets.flatMap((set) => [set.whole, ...set.parts]), ...points].join();
  return written(one) === written(other);
}

function stateOf({ model, heard }) {
  const ranking = model.standings.map(({ unit, score, rank, tied }) => ({
    unit: unit.code, rank, tied, score: score && [String(score.n), String(score.d)],
  }));
  return {
    heard,
    weights: model.sets.map((set) => ({ whole: String(set.whole), parts: set.parts.map(String) })),
    points: model.points.map(String),
    cut: String(model.cut),
    locked: [...model.locked],
    ranking,
  };
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function rankText(one, words) {
  if (one.rank === null) return words.no_rank;
  return fill(one.tied ? words.tied_rank : words.rank, { rank: words.ordinals[one.rank - 1] });
}
