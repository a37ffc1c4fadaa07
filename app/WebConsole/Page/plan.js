// The plan with reasons, out of the planner's events.
import { byId, make, seconds } from "./dom.js";
import { changes, text, textOr } from "./text.js";

const withTarget = new Set(["Grounding", "Segmenting", "Grasping", "Verifying"]);
const mostReasons = 40;

export class Plan extends EventTarget {
  #now = {}; #reasons = [];

  constructor() {
    super();
    changes.addEventListener("change", () => this.#draw());
  }

  get target() { return this.#now.target ?? null; }

  begin(messages) {
    [this.#now, this.#reasons] = [{}, []];
    for (const message of messages) this.#take(message);
    this.#draw();
  }

  hear(message) {
    this.#take(message);
    this.#draw();
  }

  #take(message) {
    const now = this.#now;
    if (message.task !== now.task) { Object.assign(now, { task: message.task, target: null, step: 0, state: null, attempts: 0, placed: 0, ended: null }); this.#reasons = []; }
    now.steps = message.steps ?? now.steps ?? [];
    if (message.state) now.state = message.state;
    if (message.step !== undefined) now.step = message.step;
    if (message.attempts !== undefined) [now.attempts, now.placed] = [message.attempts, message.placed];
    now.ended = message.kind === "ended" ? message.words : null;
    if (message.kind === "target") now.target = message;
    else if (message.state && !withTarget.has(message.state)) now.target = null;
    if (message.words && this.#reasons[0]?.words !== message.words) this.#reasons = [{ at: message.at_s, words: message.words }, ...this.#reasons].slice(0, mostReasons);
  }

  #draw() {
    const now = this.#now;
    byId("task").textContent = now.task ? `“${now.task}”` : text("no_task");
    const what = now.target ? ` · ${now.target.instruction}` : "";
    const tally = now.task ? ` · ${text("tally", { attempts: now.attempts ?? 0, placed: now.placed ?? 0 })}` : "";
    const doing = now.state ? textOr(`loop.${now.state}`, now.state) + what + tally : "";
    if (byId("doing").textContent !== doing) byId("doing").textContent = doing;
    byId("doing").dataset.state = now.state ?? "";
    byId("steps").replaceChildren(...(now.steps ?? []).map((step, i) => make(
      "li", { lang: "en", class: i < now.step || now.state === "Finished" ? "done" : null, "aria-current": i === now.step && !now.ended ? "step" : null }, step)));
    byId("reasons").replaceChildren(...this.#reasons.map((r) => make("li", {}, make("time", {}, seconds(r.at)), r.words)));
    this.dispatchEvent(new Event("change"));
  }
}
