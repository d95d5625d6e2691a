// The meeting on the projector and on the speaker's screen: the whole deck is in the browser, so that a key answers at once.

const stages = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const dialog = parentElement.querySelector(".stage");
  let stage = stages.get(dialog);
  if (!stage) stages.set(dialog, (stage = new Stage(dialog, data)));
  stage.tell = (value) => setTriggerValue("asked", value);
  stage.receive(data);
  return () => stage.end();
}

class Stage {
  constructor(dialog, data) {
    this.dialog = dialog;
    this.place = dialog.querySelector(".slide");
    this.ended = new AbortController();
    this.began = Date.now();
    this.digits = "";
    this.blank = false;
    this.channel = new BroadcastChannel(`stage-${data.meeting}`);
    this.channel.onmessage = ({ data: heard }) => this.hear(heard);
    const { signal } = this.ended;
    dialog.addEventListener("keydown", (event) => this.press(event), { signal });
    dialog.addEventListener("cancel", (event) => (event.preventDefault(), this.escape()), { signal });
    window.addEventListener("resize", () => this.draw(), { signal });
    document.fonts?.addEventListener("loadingdone", () => this.draw(), { signal });
  }

  end() {
    this.ended.abort();
    this.channel.close();
    clearInterval(this.ticking);
    this.dialog.close();
    stages.delete(this.dialog);
  }

  /* Data come anew when something was written down; the place stays where the speaker is. */
  receive(data) {
    const first = !this.data;
    this.data = data;
    this.deck = data.deck;
    this.dialog.lang = data.deck.language;
    this.dialog.setAttribute("aria-label", data.deck.meeting);
    this.dialog.classList.toggle("speaker", data.speaker);
    if (first) this.open();
    if (data.answer) this.answered(data.answer);
    this.draw();
  }

  open() {
    this.look(localStorage.getItem("stage-look") || "light", false);
    this.number = Math.max(0, this.deck.slides.findIndex((slide) => slide.key === this.data.slide));
    this.dialog.showModal();
    this.place.focus();
    if (this.data.speaker) {
      this.ticking = setInterval(() => this.tick(), 1000);
      this.channel.postMessage({ hello: true });
    }
  }

  get slide() {
    return this.deck.slides[this.number];
  }

  /* To a slide; the address notes it, so that a reload and the way back from a question come to the same place. */
  go(number, tell = true) {
    this.number = Math.min(Math.max(number, 0), this.deck.slides.length - 1);
    const address = new URL(location.href);
    address.searchParams.set("slide", this.slide.key);
    history.replaceState(history.state, "", address);
    this.draw();
    this.dialog.querySelector(".spoken").textContent = [this.slide.title, this.slide.line].filter(Boolean).join(". ");
    if (tell) this.say();
  }

  draw() {
    this.number = Math.min(this.number, this.deck.slides.length - 1);
    drawSlide(this.place, this.deck, this.number, this.data, this.questions());
    this.place.setAttribute("aria-label", this.slide.title);
    this.dialog.querySelector(".blank").hidden = !this.blank;
    if (this.data.speaker) this.drawBeside();
  }

  questions() {
    if (!this.slide.jumps.length || this.data.speaker) return null;
    const place = made("nav", "jumps");
    place.setAttribute("aria-label", this.data.words.questions);
    for (const [letter, jump, number] of this.letters()) {
      const words = button("jump", undefined, () => this.leave(number));
      words.append(made("kbd", "", letter.toUpperCase()), jump.label);
      place.append(words);
    }
    return place;
  }

  /* Each question of a slide has a letter: its own place in the row. */
  letters() {
    return this.slide.jumps.map((jump, number) => ["qwer"[number], jump, number]).filter(([letter]) => letter);
  }

  drawBeside() {
    const { words } = this.data;
    const beside = this.dialog.querySelector(".beside");
    beside.querySelector(".notes-title").textContent = words.notes;
    const notes = this.slide.notes.length ? this.slide.notes : [words.no_notes];
    beside.querySelector(".notes").replaceChildren(...notes.map((note) => made("p", "", note)));
    const next = beside.querySelector(".next");
    const last = this.number + 1 >= this.deck.slides.length;
    beside.querySelector(".next-title").textContent = last ? words.last : words.next;
    next.hidden = last;
    if (!last) drawSlide(next, this.deck, this.number + 1, this.data);
    this.tick();
  }

  tick() {
    const two = (number) => String(number).padStart(2, "0");
    const now = new Date(), passed = Math.floor((Date.now() - this.began) / 1000);
    this.dialog.querySelector(".clock").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    const elapsed = `${two(Math.floor(passed / 60))}:${two(passed % 60)}`;
    this.dialog.querySelector(".elapsed").textContent = fill(this.data.words.elapsed, { time: elapsed });
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    const act = this.keys()[event.key] || this.keys()[event.key.toLowerCase()];
    if (/^\d$/.test(event.key)) this.type(event.key);
    else if (event.key === "Enter" && this.digits) this.typed();
    else if (act && !(event.target.closest("button") && [" ", "Enter"].includes(event.key))) act();
    else return;
    event.preventDefault();
  }

  keys() {
    const on = () => this.step(1), back = () => this.step(-1);
    const asked = Object.fromEntries(this.letters().map(([letter, , number]) => [letter, () => this.leave(number)]));
    return {
      ArrowRight: on, ArrowDown: on, PageDown: on, " ": on,
      ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
      Home: () => this.go(0),
      End: () => this.go(this.deck.slides.length - 1),
      b: () => this.hide(!this.blank), ".": () => this.hide(!this.blank),
      d: () => this.look(this.dialog.dataset.look === "dark" ? "light" : "dark"),
      f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
      s: () => this.data.speaker || window.open(this.data.speaker_address, "speaker"),
      n: () => openRecord(this), "?": () => openHelp(this), h: () => openHelp(this),
      ...asked,
    };
  }

  step(by) {
    if (this.blank) this.hide(false);
    else this.go(this.number + by);
  }

  /* A number typed goes to that slide when Enter is pressed or nothing more comes. */
  type(digit) {
    this.digits = (this.digits + digit).slice(-3);
    this.show(fill(this.data.words.to_slide, { number: this.digits }));
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.typed(), 900);
  }

  typed() {
    clearTimeout(this.waiting);
    const number = Number(this.digits);
    this.digits = "";
    this.show("");
    if (number) this.go(number - 1);
  }

  hide(blank, tell = true) {
    this.blank = blank;
    this.dialog.querySelector(".blank").hidden = !blank;
    if (tell) this.say();
  }

  look(look, keep = true) {
    this.dialog.dataset.look = look;
    for (const [name, value] of Object.entries(this.data.looks[look])) this.dialog.style.setProperty(name, value);
    if (keep) localStorage.setItem("stage-look", look);
  }

  escape() {
    if (this.closeOverlay()) return;
    if (this.data.speaker) window.close();
    else if (this.blank) this.hide(false);
    else this.tell({ ask: "leave", slide: this.slide.key });
  }

  leave(number) {
    this.tell({ ask: "jump", slide: this.slide.key, number });
  }

  /* The other window shows the same: whoever turns the page tells the other. */
  say() {
    this.channel.postMessage({ slide: this.slide.key, blank: this.blank });
  }

  hear({ hello, slide, blank }) {
    if (hello) {
      if (!this.data.speaker) this.say();
      return;
    }
    const number = this.deck.slides.findIndex((one) => one.key === slide);
    if (number >= 0 && number !== this.number) this.go(number, false);
    if (!this.data.speaker) this.hide(blank, false);
  }

  show(words, failed = false) {
    const told = this.dialog.querySelector(".told");
    told.textContent = words;
    told.classList.toggle("failed", failed);
  }

  closeOverlay() {
    const overlay = this.dialog.querySelector(".overlay");
    if (overlay.hidden) return false;
    overlay.hidden = true;
    overlay.replaceChildren();
    this.place.focus();
    return true;
  }

  /* What became of something written down; each answer is told once. */
  answered({ nonce, words, failed }) {
    if (nonce === this.nonce) return;
    this.nonce = nonce;
    if (!failed) this.closeOverlay();
    this.show(words, failed);
    clearTimeout(this.fading);
    if (!failed) this.fading = setTimeout(() => this.show(""), 6000);
  }
}
