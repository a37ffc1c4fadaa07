// The gate's decisions and faults in plain words, newest first.
import { byId, make, seconds } from "./dom.js";
import { changes, text, textOr } from "./text.js";

const most = 60;

export class GateList {
  #events = [];

  constructor() { changes.addEventListener("change", () => this.#draw()); }

  begin(gate, faults) {
    this.#events = [...gate.map(ofGate), ...faults.map(ofFault)].sort((a, b) => b.at - a.at).slice(0, most);
    this.#draw();
  }

  hearGate(message) { this.#add(ofGate(message)); }

  hearFault(message) { this.#add(ofFault(message)); }

  #add(event) {
    this.#events = [event, ...this.#events].slice(0, most);
    byId("gate").prepend(this.#row(event));
    while (byId("gate").children.length > most) byId("gate").lastChild.remove();
  }

  #draw() { byId("gate").replaceChildren(...this.#events.map((e) => this.#row(e))); }

  #row(event) {
    return make("li", {}, make("time", {}, seconds(event.at)), make("b", { class: event.look }, event.title()), make("small", { lang: "en" }, event.words));
  }
}

function ofGate(message) {
  const title = () => message.kind === "mode"
    ? textOr(`mode.${message.mode}`, message.mode) + (message.reason !== "None" ? ` – ${textOr(`cause.${message.reason}`, message.reason)}` : "")
    : `${textOr(`gate.${message.kind}`, message.kind)} – ${reasonsOf(message.reason)}`;
  const look = message.kind === "refused" || message.kind === "denied" || message.mode === "Latched" ? "bad" : message.mode === "Braking" || message.kind === "changed" ? "warn" : "good";
  return { at: message.at_s, words: message.words, title, look };
}

const ofFault = (message) => ({ at: message.at_s, words: message.words, title: () => `${text("fault")} – ${message.source}`, look: "bad" });

const reasonsOf = (names) => names.split(", ").map((name) => textOr(`reason.${name}`, name)).join(", ");
