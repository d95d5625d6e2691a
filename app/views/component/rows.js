// The ranking: one row per unit, moved to its place while the sliders move.

function buildRows(instance) {
  const { data, root } = instance;
  const place = root.querySelector(".ranking");
  place.replaceChildren();
  place.classList.toggle("many", data.groups.length > 1);
  setWidths(place, data);
  return data.groups.map((group) => {
    const box = made("section", "group");
    box.append(made("h4", "heading", group.name), head(data.words));
    const list = made("ol", "rows");
    box.append(list);
    place.append(box);
    const rows = new Map(group.units.map((code) => [code, buildRow(code, instance)]));
    list.append(...[...rows.values()].map((row) => row.element));
    list.style.height = `calc(var(--row) * ${rows.size})`;
    return { rows, list, number: data.ranks.indexOf(group.code) };
  });
}

/* Columns of words are as wide as their widest word in any order, so that nothing jumps while the sliders move. */
function setWidths(place, { words, groups, units, awards }) {
  const drawn = document.createElement("canvas").getContext("2d");
  const { fontFamily, fontSize } = getComputedStyle(place);
  drawn.font = `700 ${fontSize} ${fontFamily}`;
  const shown = new Set(groups.flatMap((group) => group.units));
  const most = Math.max(...groups.map((group) => group.units.length));
  const columns = {
    rank: [words.no_rank, ...words.ordinals.slice(0, most).map((rank) => fill(words.tied_rank, { rank }))],
    name: units.filter((unit) => shown.has(unit.code)).map((unit) => unit.label),
    award: awards.map((tier) => tier.name),
    moved: ["▲10"],
  };
  for (const [column, listed] of Object.entries(columns)) {
    const widest = Math.max(...[words.columns[column], ...listed].map((word) => drawn.measureText(word).width));
    place.style.setProperty(`--${column}-width`, `${Math.ceil(widest) + 2}px`);
  }
}

function head(words) {
  const line = made("div", "row head");
  line.setAttribute("aria-hidden", "true");
  for (const column of ["rank", "name", "track", "score", "award", "moved"]) line.append(made("span", column, words.columns[column] || ""));
  return line;
}

function buildRow(code, { model }) {
  const { unit } = model.standings.find((one) => one.unit.code === code);
  const element = made("li", unit.home ? "row home" : "row");
  const cells = {};
  for (const column of ["rank", "name", "track", "score", "award", "moved"]) element.append((cells[column] = made("span", column)));
  cells.name.textContent = unit.label;
  cells.dot = made("i", "dot");
  cells.track.append(cells.dot);
  cells.track.setAttribute("aria-hidden", "true");
  return { element, cells, shown: {} };
}

function drawRows({ model, data, rows }) {
  for (const { rows: elements, number } of rows) {
    const order = model.order[number];
    const scores = order.filter((one) => one.score).map((one) => one.score);
    const decimals = decimalsFor(scores);
    const near = scores.map((score) => Number((score.n * 1000000n) / score.d));
    const [top, bottom] = [near[0], near[near.length - 1]];
    order.forEach((one, k) => drawRow(elements.get(one.unit.code), one, data, {
      "--place": k,
      rank: rankText(one, data.words),
      score: one.score ? numberText(one.score, decimals) : "–",
      "--at": one.score ? (top === bottom ? 1 : (near[k] - bottom) / (top - bottom)) : -1,
    }));
  }
}

function drawRow(row, one, { awards, words }, shown) {
  const award = one.rank === null ? undefined : awards.find((tier) => tier.first <= one.rank && one.rank <= tier.last);
  const moved = one.rank === null || one.unit.rank === null ? 0 : one.unit.rank - one.rank;
  const now = { ...shown, award: award ? award.name : "", moved };
  for (const [key, value] of Object.entries(now)) {
    if (row.shown[key] === value) continue;
    if (key.startsWith("--")) row.element.style.setProperty(key, value);
    else if (key === "moved") drawMove(row.cells.moved, value, words);
    else row.cells[key].textContent = value;
  }
  row.shown = now;
}

function drawMove(cell, moved, words) {
  cell.textContent = moved ? `${moved > 0 ? "▲" : "▼"}${Math.abs(moved)}` : "";
  cell.className = `moved ${moved > 0 ? "up" : moved < 0 ? "down" : ""}`;
  if (moved) cell.setAttribute("aria-label", fill(moved > 0 ? words.risen : words.fallen, { count: Math.abs(moved) }));
  else cell.removeAttribute("aria-label");
}

/* Rows are placed by their style; for those who listen they also stand in that order, once the hand lets go. */
function orderRows({ model, rows }) {
  for (const { rows: elements, list, number } of rows) {
    const wanted = model.order[number].map((one) => elements.get(one.unit.code).element);
    if (wanted.some((element, k) => list.children[k] !== element)) list.append(...wanted);
  }
}
