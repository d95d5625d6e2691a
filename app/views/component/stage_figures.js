// The figures of a slide, built for a projector: every row named, nothing from an axis that lies.

const SIGNS = { good: "✓", watch: "▲", bad: "●", none: "" };

function buildFigure(figure, words) {
  const box = made("div", "figure");
  const build = figure.points ? buildStrip : figure.bars ? buildBars : buildLines;
  box.append(...build(figure));
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", words);
  return box;
}

/* Units on one scale: the distance is what is read. The scale reaches a little beyond the first and the last. */
function buildStrip({ points, zones, axis }) {
  const values = points.map((point) => Number(point.value));
  const reach = Math.max(...values) - Math.min(...values) || 1;
  const low = Math.min(...values) - reach * 0.04, high = Math.max(...values) + reach * 0.04;
  const at = (value) => `${(100 * (value - low)) / (high - low)}%`;
  const rows = made("div", "rows strip");
  rows.style.setProperty("--wide", Math.max(...points.map(({ shown }) => letters(shown))));
  for (const zone of zones) rows.append(buildZone(zone, low, high, at));
  for (const point of points) {
    const dot = made("i", "dot");
    dot.style.left = at(Number(point.value));
    rows.append(buildRow(point, [dot]));
  }
  return axis ? [made("p", "axis", axis), rows] : [rows];
}

/* The width of words in letters: signs of East Asia a full one, others somewhat more than half. */
function letters(words) {
  return [...words].reduce((sum, sign) => sum + (sign >= "\u1100" ? 1 : 0.62), 0);
}

function buildZone({ label, low, high }, first, last, at) {
  const from = Math.max(low === null ? first : Number(low), first), to = Math.min(high === null ? last : Number(high), last);
  const place = made("div", "zone");
  const band = made("i", "band");
  if (to > from) Object.assign(band.style, { left: at(from), width: `calc(${at(to)} - ${at(from)})` });
  const name = made("span", "zone-name");
  name.append(made("span", "", label));
  band.append(name);
  place.append(band);
  return place;
}

function buildRow({ label, shown, home }, marks) {
  const row = made("div", home ? "row home" : "row");
  const track = made("span", "track");
  track.append(...marks);
  row.append(made("span", "label", home ? `▶ ${label}` : label), track, made("span", "shown", shown));
  return row;
}

/* Bars from zero; pieces below zero go to the left. */
function buildBars({ series, bars, axis }) {
  const sums = bars.map(({ pieces }) => [summed(pieces, -1), summed(pieces, 1)]);
  const low = Math.min(0, ...sums.map(([below]) => below)), high = Math.max(0, ...sums.map(([, above]) => above));
  const share = (length) => `${(100 * length) / (high - low || 1)}%`;
  const rows = made("div", series.length === 1 && bars.some((bar) => bar.home) ? "rows bars single" : "rows bars");
  for (const bar of bars) {
    const ends = { "-1": -low, 1: -low };
    const pieces = bar.pieces.map((piece, number) => {
      const length = Number(piece), side = Math.sign(length);
      const drawn = made("i", `piece piece-${number}`);
      if (!side) return drawn;
      const start = side > 0 ? ends[1] : ends[-1] + length;
      ends[side] += length;
      Object.assign(drawn.style, { left: share(start), width: share(Math.abs(length)) });
      return drawn;
    });
    const zero = made("i", "zero");
    zero.style.left = share(-low);
    rows.append(buildRow(bar, [...pieces, zero]));
  }
  return [buildLegend(series, axis), rows];
}

function summed(pieces, side) {
  return pieces.map(Number).filter((piece) => piece * side > 0).reduce((sum, piece) => sum + piece, 0);
}

function buildLegend(series, axis) {
  const legend = made("p", "axis");
  if (series.length > 1) {
    series.forEach((name, number) => {
      const key = made("span", "key");
      key.append(made("i", `piece piece-${number}`), made("span", "", name));
      legend.append(key);
    });
  }
  if (axis) legend.append(made("span", "", axis));
  return legend;
}

const PLOT = { width: 1000, height: 400 };

/* Units over months; every line is named where it ends, names that would touch are moved apart. */
function buildLines({ months, lines, axis, downward }) {
  const values = lines.flatMap((line) => line.values).filter((value) => value !== null).map(Number);
  const low = Math.min(...values), high = Math.max(...values);
  const up = (value) => (high === low ? 0.5 : (Number(value) - low) / (high - low));
  const y = (value) => PLOT.height * (0.06 + 0.88 * (downward ? up(value) : 1 - up(value)));
  const x = (month) => (months.length < 2 ? PLOT.width / 2 : (PLOT.width * month) / (months.length - 1));
  const plot = made("div", "plot");
  plot.append(drawLines(lines, x, y), ...nameEnds(lines, y), ...nameMonths(months, x));
  return axis ? [made("p", "axis", axis), plot] : [plot];
}

function drawLines(lines, x, y) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("viewBox", `0 0 ${PLOT.width} ${PLOT.height}`);
  drawn.setAttribute("preserveAspectRatio", "none");
  for (const line of [...lines].sort((one, other) => one.home - other.home)) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    let before = false;
    const steps = line.values.map((value, month) => {
      const step = value === null ? "" : `${before ? "L" : "M"}${x(month)} ${y(value)}`;
      before = value !== null;
      return step;
    });
    path.setAttribute("d", steps.join(" "));
    path.setAttribute("class", line.home ? "line home" : "line");
    drawn.append(path);
  }
  return drawn;
}

const LINE_STEP = 7.5;

function nameEnds(lines, y) {
  const ends = lines
    .map((line) => ({ line, last: line.values.findLast((value) => value !== null) }))
    .filter(({ last }) => last !== undefined)
    .map((end) => ({ ...end, at: (100 * y(end.last)) / PLOT.height }))
    .sort((one, other) => one.at - other.at);
  ends.forEach((end, k) => (end.at = k ? Math.max(end.at, ends[k - 1].at + LINE_STEP) : end.at));
  for (let k = ends.length - 1, most = 97; k >= 0; k -= 1, most -= LINE_STEP) ends[k].at = Math.min(ends[k].at, most);
  return ends.map(({ line, last, at }) => {
    const name = made("span", line.home ? "end home" : "end", `${line.home ? "▶ " : ""}${line.label} ${last}`);
    name.style.top = `${at}%`;
    return name;
  });
}

function nameMonths(months, x) {
  return months.map((month, k) => {
    const name = made("span", "month", month);
    name.style.left = `${(100 * x(k)) / PLOT.width}%`;
    return name;
  });
}
