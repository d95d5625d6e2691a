// What is written down in the meeting, and the keys explained: both lie over the slide.

function openRecord(stage) {
  const { words, indicators, departments, due, person } = stage.data;
  const form = made("form", "record");
  form.append(made("h2", "", words.record.title));
  const fields = {
    indicator: field(form, words.record.indicator, choice([["", words.record.whole], ...indicators], stage.slide.indicator || "")),
    text: field(form, words.record.text, made("textarea", "")),
    department: field(form, words.record.department, choice([["", words.record.nobody], ...departments], "")),
    due: field(form, words.record.due, Object.assign(made("input", ""), { type: "date", value: due })),
    person: field(form, words.record.person, Object.assign(made("input", ""), { type: "text", value: person })),
  };
  fields.indicator.onchange = () => (fields.department.value = stage.data.leads[fields.indicator.value] || "");
  fields.indicator.onchange();
  const save = button("save", words.record.save, undefined);
  save.type = "submit";
  form.append(line("acts", [save, button("close", words.record.close, () => stage.closeOverlay())]));
  form.onsubmit = (event) => {
    event.preventDefault();
    const written = Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, input.value.trim()]));
    stage.tell({ ask: "record", slide: stage.slide.key, nonce: String(Date.now()), ...written });
    stage.show(words.record.saving);
  };
  form.onkeydown = (event) => {
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
  };
  openOverlay(stage, form);
  fields.text.focus();
}

function openHelp(stage) {
  const box = made("div", "help");
  box.append(made("h2", "", stage.data.words.help_title));
  const list = made("dl", "");
  for (const [keys, does] of stage.data.words.help) list.append(made("dt", "", keys), made("dd", "", does));
  const close = button("close", stage.data.words.record.close, () => stage.closeOverlay());
  box.append(list, line("acts", [close]));
  openOverlay(stage, box);
  close.focus();
}

function openOverlay(stage, content) {
  const overlay = stage.dialog.querySelector(".overlay");
  overlay.replaceChildren(content);
  overlay.hidden = false;
}

function field(form, label, input) {
  const row = made("label", "field");
  row.append(made("span", "", label), input);
  form.append(row);
  return input;
}

function choice(options, chosen) {
  const select = made("select", "");
  for (const [code, name] of options) select.append(Object.assign(made("option", "", name), { value: code }));
  select.value = chosen;
  return select;
}

function line(className, elements) {
  const row = made("div", className);
  row.append(...elements);
  return row;
}
