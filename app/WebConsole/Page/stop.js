// STOP: button, Escape everywhere, Space wherever it is not needed for typing or pressing. Repeated until the console answers.
import { byId } from "./dom.js";
import { changes, text } from "./text.js";

const again = 300;

export class StopButton {
  #pressing = false; #notice = null; #unsent = false;

  constructor() {
    byId("stop").addEventListener("click", () => this.press());
    addEventListener("keydown", (e) => {
      const needsSpace = e.target.closest?.("input, textarea, select, button, a, video, [contenteditable]");
      if (e.key !== "Escape" && !(e.key === " " && (!needsSpace || needsSpace.id === "stop"))) return;
      e.preventDefault();
      if (!e.repeat) this.press();
    }, { capture: true });
    changes.addEventListener("change", () => this.#draw());
  }

  show(notice) {
    if (notice && this.#notice && notice.number < this.#notice.number) return;
    [this.#notice, this.#unsent] = [notice ?? null, false];
    this.#draw();
  }

  async press() {
    if (this.#pressing) return;
    this.#pressing = true;
    for (let isSent = false; !isSent;) {
      try {
        const answer = await fetch("/api/stop", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
        if (answer.status === 401) location.assign("/login");
        isSent = answer.status === 200 || answer.status === 504;
        if (isSent) this.show(await answer.json());
      } catch {
        // Said below, and tried again.
      }
      if (!isSent) { this.#unsent = true; this.#draw(); await new Promise((go) => setTimeout(go, again)); }
    }
    this.#pressing = false;
  }

  #draw() {
    const place = byId("stop-state"), phase = this.#unsent ? "unsent" : this.#notice?.phase ?? "";
    const words = phase ? text(`stop.${phase}`, { ms: Math.round(this.#notice?.after_ms ?? 0) }) : "";
    if (place.textContent !== words) place.textContent = words;
    place.dataset.phase = phase;
    place.className = `flash ${phase === "latched" ? "good" : phase === "sent" ? "warn" : "bad"}`;
  }
}
