// The gate's decisions and faults in plain words, newest first.
import { byId, make, seconds } from "./dom.js";
import { changes, text, textOr } from "./text.js";

const most = 60;

export class GateList {
  #events = [];

  constructor() { changes.addEventListener("change", () => this.#draw()); }

  begin(gate, faults) {
    this.#events = [];
    for (const event of [...gate.map(ofGate), ...faults.map(ofFault)].sort((a, b) => a.at - b.at)) this.#take(event);
    this.#draw();
  }

  hearGate(message) { this.#add(ofGate(message)); }

  hearFault(message) { this.#add(ofFault(message)); }

  #add(event) {
    if (this.#take(event)) byId("gate").firstChild?.remove();
    byId("gate").prepend(this.#row(this.#events[0]));
    while (byId("gate").children.length > most) byId("gate").lastChild.remove();
  }

  // The same limit again and again is one line with a count. True if it joined the newest line.
  #take(event) {
    const last = this.#events[0], joins = event.group !== null && last?.group === event.group;
    if (joins) this.#events[0] = { ...event, count: last.count + 1 };
    else this.#events = [event, ...this.#events].slice(0, most);
    return joins;
  }

  #draw() { byId("gate").replaceChildren(...this.#events.map((e) => this.#row(e))); }

  #row(event) {
    return make("li", {}, make("time", {}, seconds(event.at)), make("b", { class: event.look }, event.title() + (event.count > 1 ? ` ×${event.count}` : "")), make("small", { lang: "en" }, event.words));
  }
}

function ofGate(message) {
  const title = () => message.kind === "mode"
    ? textOr(`mode.${message.mode}`, message.mode) + (message.reason !== "None" ? ` – ${textOr(`cause.${message.reason}`, message.reason)}` : "")
    : `${textOr(`gate.${message.kind}`, message.kind)} – ${reasonsOf(message.reason)}`;
  const look = message.kind === "refused" || message.kind === "denied" || message.mode === "Latched" ? "bad" : message.mode === "Braking" || message.kind === "changed" ? "warn" : "good";
  return { at: message.at_s, words: message.words, title, look, count: 1, group: message.kind === "changed" ? "changed" : message.kind === "refused" ? message.reason : null };
}

const ofFault = (message) => ({ at: message.at_s, words: message.words, title: () => `${text("fault")} – ${message.source}`, look: "bad", count: 1, group: null });

const reasonsOf = (names) => names.split(", ").map((name) => textOr(`reason.${name}`, name)).join(", ");
