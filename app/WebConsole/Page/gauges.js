// Rates and delays, twice a second; told to the console too, so that benchmarks and colleagues can read them there.
import { byId, make } from "./dom.js";
import { changes, text } from "./text.js";

const every = 500;

export class Gauges {
  #values = {}; #state = null; #loop = null;

  constructor(connection, head, wrist) {
    this.#build();
    changes.addEventListener("change", () => this.#build());
    setInterval(() => {
      const delay = head.delay, show = (name, value) => { this.#values[name].textContent = value; };
      show("state_rate", this.#state ? `${this.#state.rate_hz.toFixed(0)} Hz` : "–");
      show("head_rate", `${head.rate.toFixed(1)} /s`);
      show("wrist_rate", `${wrist.rate.toFixed(1)} /s`);
      show("chunk_age", this.#state?.chunk_age_s !== undefined ? `${(this.#state.chunk_age_s * 1000).toFixed(0)} ms` : "–");
      show("picture_delay", delay ? `${delay.p50.toFixed(0)} ms` : "–");
      show("loop_period", this.#loop ? `${this.#loop.period_p99_ms.toFixed(1)} ms` : "–");
      connection.tell({
        head_per_s: Number(head.rate.toFixed(2)), wrist_per_s: Number(wrist.rate.toFixed(2)), picture_p50_ms: delay && Math.round(delay.p50), picture_max_ms: delay && Math.round(delay.max),
        first_view_ms: Number(document.documentElement.dataset.firstView ?? 0), drawn: Number(byId("view").dataset.drawn ?? 0),
      });
    }, every);
  }

  show(state) { this.#state = state; }

  showStatus(status) { this.#loop = status?.loop ?? null; }

  #build() {
    const rows = ["state_rate", "head_rate", "wrist_rate", "picture_delay", "chunk_age", "loop_period"].map((name) => {
      this.#values[name] = make("dd", { id: `gauge-${name}` }, "–");
      return make("div", {}, make("dt", {}, text(name)), this.#values[name]);
    });
    byId("gauges").querySelector("dl").replaceChildren(...rows);
  }
}
