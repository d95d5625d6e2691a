// Elements and words, for every component.

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function made(tag, className, words) {
  const element = document.createElement(tag);
  element.className = className;
  if (words !== undefined) element.textContent = words;
  return element;
}

function button(className, words, act) {
  const element = made("button", className, words);
  element.type = "button";
  element.onclick = act;
  return element;
}
