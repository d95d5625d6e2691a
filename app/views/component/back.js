// The way back to the meeting: a click, or Escape wherever nothing else needs that key.

const listening = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const way = parentElement.querySelector(".back");
  way.textContent = data.words;
  way.onclick = () => setTriggerValue("asked", true);
  listening.get(way)?.abort();
  const ended = new AbortController();
  listening.set(way, ended);
  const press = (event) => {
    const busy = event.composedPath().some((element) => element.matches?.("input, textarea, select, [role=dialog], [role=listbox]"));
    if (event.key === "Escape" && !busy && !event.defaultPrevented) way.click();
  };
  window.addEventListener("keydown", press, { signal: ended.signal });
  return () => ended.abort();
}
