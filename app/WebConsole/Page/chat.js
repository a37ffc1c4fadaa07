// The dialogue: a task is typed, read back with the plan, and begun by Confirm alone.
import { byId, make, post } from "./dom.js";
import { changes, text, textOr } from "./text.js";

// A key held down or pressed twice must not confirm what nobody has read yet.
const readingTime = 500;

export class Chat {
  #dialogue = { entries: [] }; #mine = false; #shown = null; #error = null;

  constructor() {
    byId("say").addEventListener("submit", (e) => { e.preventDefault(); this.#say(); });
    changes.addEventListener("change", () => { this.#shown = null; this.show(this.#dialogue); });
  }

  show(dialogue) {
    this.#dialogue = dialogue;
    const list = byId("dialogue"), rows = dialogue.entries.map((e) => this.#row(e));
    if (this.#error) rows.push(make("li", { class: "robot bad", role: "alert" }, this.#error));
    list.replaceChildren(...rows);
    list.scrollTop = list.scrollHeight;
    if (this.#shown !== (dialogue.pending?.id ?? 0)) this.#showPending(dialogue.pending);
  }

  #row(entry) {
    const by = entry.kind === "words" || entry.kind === "told" ? null : textOr(`said.${entry.kind}`, null);
    return make("li", { class: entry.who }, ...(by ? [make("small", {}, by)] : []), ...(entry.words ? [make("span", { lang: entry.who === "robot" ? "en" : null }, entry.words)] : []));
  }

  #showPending(pending) {
    const place = byId("pending");
    this.#shown = pending?.id ?? 0;
    place.hidden = !pending;
    place.replaceChildren();
    if (!pending) return;
    const born = performance.now();
    const yes = make("button", { type: "button", id: "confirm", class: "primary" }, text("confirm")), no = make("button", { type: "button", id: "cancel" }, text("cancel"));
    yes.addEventListener("click", (e) => { if (e.detail > 0 || performance.now() - born > readingTime) this.#answer("/api/goal/confirm", pending.id); });
    no.addEventListener("click", () => this.#answer("/api/goal/cancel", pending.id));
    place.append(
      make("b", {}, text("confirm_question")), make("ol", { lang: "en" }, ...pending.steps.map((s) => make("li", {}, s))),
      ...pending.notes.map((n) => make("p", { class: "soft", lang: "en" }, n)),
      ...(pending.replaces ? [make("p", { class: "warn" }, text("replaces", { task: pending.replaces }))] : []),
      make("div", { class: "row" }, yes, no), make("p", { class: "soft" }, text("confirm_words", { number: pending.number })));
    if (this.#mine) yes.focus();
    this.#mine = false;
  }

  async #say() {
    const words = byId("words").value.trim();
    if (!words) return;
    this.#mine = true;
    if (await this.#send("/api/goal", { words })) byId("words").value = "";
  }

  async #answer(path, id) {
    await this.#send(path, { id });
    byId("words").focus();
  }

  async #send(path, body) {
    try {
      const answer = await post(path, body);
      this.#error = answer.ok ? null : answer.error;
    } catch {
      this.#error = text("not_reached");
    }
    if (this.#error) { this.#mine = false; this.show(this.#dialogue); }
    return !this.#error;
  }
}
