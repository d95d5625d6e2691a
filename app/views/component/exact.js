// The method of scoring/ in whole numbers: a score is {n, d} = n / d with d > 0, or null where a unit has none.
// tests/browser/test_weights.py holds every function here against its model in Python, ties included.

/* scoring/reweigh.py normalised: the moved part takes `value`, locked ones keep theirs, the rest share what is left in
   their proportions; a part is cut down to a whole number and the largest remainders get one more, the first first. */
function normalised(parts, moved, value, locked) {
  const kept = parts.map((part, k) => k !== moved && locked[k]);
  const others = parts.map((_, k) => k).filter((k) => k !== moved && !kept[k]);
  const whole = sumOf(parts);
  const free = whole - sumOf(parts.filter((_, k) => kept[k]));
  if (!others.length) return [...parts];
  const taken = value < 0n ? 0n : value > free ? free : value;
  const before = sumOf(others.map((k) => parts[k]));
  const claims = others.map((k) => (before ? parts[k] : 1n) * (free - taken));
  const divisor = before || BigInt(others.length);
  const shared = claims.map((claim) => claim / divisor);
  let left = free - taken - sumOf(shared);
  const order = claims.map((claim, i) => [claim % divisor, i]).sort((a, b) => (a[0] > b[0] ? -1 : a[0] < b[0] ? 1 : a[1] - b[1]));
  for (const [, i] of order) {
    if (left <= 0n) break;
    shared[i] += 1n;
    left -= 1n;
  }
  const next = [...parts];
  next[moved] = taken;
  others.forEach((k, i) => (next[k] = shared[i]));
  return next;
}

function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0n);
}

/* scoring/aggregate.py: sum(weight x score) / sum(weight) over the children that have a score, + bonus - deduction. */
function scoreOf(node, unit, weights, points, cut) {
  return node.children ? meanOf(node, unit, weights, points, cut) : partOf(unit.parts[node.code], unit.divisor, points, cut);
}

function partOf(part, divisor, points, cut) {
  if (!part) return null;
  let n = part.constant * cut;
  for (const [letter, factor] of part.factors) n += factor * points[letter];
  return { n, d: divisor * cut };
}

function meanOf(node, unit, weights, points, cut) {
  let n = 0n, d = 1n, counted = 0n;
  for (const child of node.children) {
    const score = scoreOf(child, unit, weights, points, cut);
    if (!score) continue;
    const weight = weights[child.code];
    if (score.d === d) n += weight * score.n;
    else [n, d] = [n * score.d + weight * score.n * d, d * score.d];
    counted += weight;
  }
  if (!counted) return null;
  const bonus = unit.adjustments[node.code] || 0n;
  const below = d * counted;
  return bonus ? { n: n * unit.divisor + bonus * below, d: below * unit.divisor } : { n, d: below };
}

/* scoring/rounding.py round_half_up, times 10 to the decimals; halves go away from zero. */
function rounded(score, decimals) {
  const size = score.n < 0n ? -score.n : score.n;
  const scaled = (2n * size * 10n ** BigInt(decimals) + score.d) / (2n * score.d);
  return score.n < 0n ? -scaled : scaled;
}

/* scoring/rank.py: rank = 1 + number of units above, equal scores share it; scores are rounded first where the rules
   say so. Gives the units in their order; a unit without a score stands last, without a rank. */
function placed(group, decimals) {
  const compared = decimals === null ? (one) => one.score : (one) => ({ n: rounded(one.score, decimals), d: 1n });
  const ranked = group.filter((one) => one.score).map((one) => ({ one, key: compared(one) }));
  ranked.sort((a, b) => -byScore(a.key, b.key) || byCode(a.one, b.one));
  ranked.forEach((place, k) => {
    const equal = k > 0 && !byScore(ranked[k - 1].key, place.key);
    place.one.rank = equal ? ranked[k - 1].one.rank : k + 1;
    place.one.tied = equal;
    if (equal) ranked[k - 1].one.tied = true;
  });
  const without = group.filter((one) => !one.score).sort(byCode);
  without.forEach((one) => Object.assign(one, { rank: null, tied: false }));
  return [...ranked.map((place) => place.one), ...without];
}

function byScore(a, b) {
  const left = a.n * b.d, right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

function byCode(a, b) {
  return a.unit.code < b.unit.code ? -1 : 1;
}

/* scoring/rounding.py decimals_that_tell_apart, for scores in their order. */
function decimalsFor(scores, least = 2, most = 8) {
  const different = scores.filter((score, k) => k === 0 || byScore(scores[k - 1], score));
  for (let decimals = least; decimals < most; decimals++) {
    const seen = new Set(different.map((score) => rounded(score, decimals)));
    if (seen.size === different.length) return decimals;
  }
  return most;
}

function numberText(score, decimals) {
  const scaled = rounded(score, decimals);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return (scaled < 0n ? "−" : "") + whole + (decimals ? "." + digits.slice(-decimals) : "");
}
