// Tables whose rows open something, by keyboard. Streamlit tells the server of the cell that the keyboard stands on: with
// Tab alone the first row would open, and no other could be reached. Here the arrows only move, and Enter opens.

const GRID = '[class*="st-key-opens_"] canvas[data-testid="data-grid-canvas"]';
const JUMP = 10;
const places = new WeakMap();
let words = { hint: "" };
let marker = null;
let opening = false;
let byPointer = false;

const gridOf = (event) => event.target.closest?.(GRID) ?? null;
const last = (grid) => Number(grid.querySelector("table")?.getAttribute("aria-rowcount") ?? 2) - 2;
const scrollerOf = (grid) => grid.closest('[data-testid="stDataFrame"]').querySelector(".dvn-scroller");
// Of a table in this house every line is as high as its heading.
const heightOf = (grid) => scrollerOf(grid).querySelector(".dvn-scroll-inner").scrollHeight / (last(grid) + 2);
const cellOf = (grid, row) => grid.querySelector(`[id^="glide-cell-"][id$="-${row}"]`);

function rowOf(grid) {
  const focused = /^glide-cell-\d+-(\d+)$/.exec(document.activeElement?.id ?? "");
  if (focused && grid.contains(document.activeElement)) places.set(grid, Number(focused[1]));
  return Math.min(places.get(grid) ?? 0, last(grid));
}

function hide() {
  marker?.remove();
  marker = null;
}

function draw(grid) {
  if (!marker) {
    marker = document.createElement("div");
    marker.className = "row-marker";
    marker.innerHTML = '<div class="row"></div><div class="hint" aria-hidden="true"></div><div class="said" aria-live="polite"></div>';
    document.body.append(marker);
    requestAnimationFrame(follow);
  }
  const [row, height] = [rowOf(grid), heightOf(grid)];
  const box = grid.getBoundingClientRect();
  const top = box.top + height * (row + 1) - scrollerOf(grid).scrollTop;
  const [frame, hint, said] = marker.children;
  Object.assign(frame.style, { left: `${box.left}px`, top: `${top}px`, width: `${box.width}px`, height: `${height}px` });
  const under = Math.min(box.bottom + 4, window.innerHeight - 30);
  Object.assign(hint.style, { right: `${window.innerWidth - box.right}px`, top: `${under}px` });
  hint.textContent = words.hint;
  const cells = [...(cellOf(grid, row)?.parentElement.children ?? [])].map((cell) => cell.textContent);
  const line = `${row + 1}/${last(grid) + 1} ${cells.join(", ")}. ${words.hint}`;
  if (cells.length && said.textContent !== line) said.textContent = line;
  return undefined;
}

function move(grid, row) {
  const scroller = scrollerOf(grid);
  const kept = Math.max(0, Math.min(row, last(grid)));
  const height = heightOf(grid);
  const [top, room] = [kept * height, grid.clientHeight - 2 * height];
  places.set(grid, kept);
  if (document.activeElement !== grid) grid.focus();
  scroller.scrollTop = Math.max(top - room, Math.min(scroller.scrollTop, top));
  draw(grid);
}

// The cell of a row that was scrolled to is there a moment later.
function open(grid, patience = 20) {
  const cell = cellOf(grid, rowOf(grid));
  if (!cell) {
    if (patience && grid.isConnected) setTimeout(() => open(grid, patience - 1), 50);
    return;
  }
  opening = true;
  // Beyond the cell the grid would take the focus for one on its first cell.
  cell.addEventListener("focusin", (event) => event.stopPropagation(), { once: true });
  cell.focus();
  opening = false;
}

const KEYS = {
  ArrowDown: (grid, row) => move(grid, row + 1),
  ArrowUp: (grid, row) => move(grid, row - 1),
  PageDown: (grid, row) => move(grid, row + JUMP),
  PageUp: (grid, row) => move(grid, row - JUMP),
  Home: (grid) => move(grid, 0),
  End: (grid) => move(grid, last(grid)),
  ArrowRight: (grid) => scrollerOf(grid).scrollBy({ left: 120 }),
  ArrowLeft: (grid) => scrollerOf(grid).scrollBy({ left: -120 }),
  Enter: (grid) => open(grid),
  " ": (grid) => open(grid),
};

function press(event) {
  const grid = gridOf(event);
  byPointer = false;
  if (!grid || event.ctrlKey || event.altKey || event.metaKey) return;
  const act = KEYS[event.key];
  if (act) event.preventDefault();
  if (act || event.key === "Tab") event.stopPropagation();
  act?.(grid, rowOf(grid));
}

// The grid hears of the focus only where a row is to open or the mouse is at work.
function enter(event) {
  const grid = gridOf(event);
  if (!grid) return hide();
  if (opening || byPointer) return undefined;
  event.stopPropagation();
  return draw(grid);
}

// The page scrolls and changes below the marker, and what it marks may be gone.
function follow() {
  const grid = document.activeElement?.closest(GRID);
  if (!grid) return hide();
  draw(grid);
  return requestAnimationFrame(follow);
}

// What is marked lies outside of this component, where the colours of the theme have no names.
function takeColours(own) {
  const theme = getComputedStyle(own);
  const here = document.documentElement.style;
  here.setProperty("--keyboard-colour", theme.getPropertyValue("--st-primary-color"));
  here.setProperty("--keyboard-ground", theme.getPropertyValue("--st-background-color"));
}

export default function ({ data, parentElement }) {
  words = data;
  takeColours(parentElement);
  const ended = new AbortController();
  window.keyboardEnded?.abort();
  window.keyboardEnded = ended;
  const heard = { capture: true, signal: ended.signal };
  window.addEventListener("keydown", press, heard);
  window.addEventListener("focusin", enter, heard);
  window.addEventListener("pointerdown", () => { byPointer = true; hide(); }, heard);
}
