// Joint positions between their limits, and efforts.
import { make } from "./dom.js";
import { changes, text } from "./text.js";

const degrees = (rad) => `${Math.round((rad * 180) / Math.PI)}°`;
const drawnEvery = 90, spokenEvery = 1000;

export class JointBars {
  #rows = []; #joints; #place; #asked = false; #state = null; #spokenAt = 0;

  constructor(place, joints) {
    [this.#place, this.#joints] = [place, joints];
    this.#build();
    changes.addEventListener("change", () => { this.#build(); if (this.#state) this.#draw(); });
  }

  show(state) {
    this.#state = state;
    if (this.#asked) return;
    this.#asked = true;
    setTimeout(() => { this.#asked = false; this.#draw(); }, drawnEvery);
  }

  #build() {
    const top = (name) => make("span", { class: "top" }, name === "" ? "" : text(name));
    this.#place.replaceChildren(top("joint"), top("position"), top(""), top("effort"), top(""));
    this.#rows = this.#joints.map((joint) => {
      const name = text(`joint.${joint.name}`);
      const meter = (label, low, high) => make("span", { role: "meter", "aria-label": label, "aria-valuemin": low.toFixed(2), "aria-valuemax": high.toFixed(2), "aria-valuenow": "0" });
      const row = {
        joint, at: make("i", { class: "at" }), to: make("i", { class: "to" }), load: make("i"), angle: make("span", { class: "number" }), newtons: make("span", { class: "number" }),
        track: meter(`${name}, ${text("position")}`, joint.lower, joint.upper), effort: meter(`${name}, ${text("effort")}`, 0, joint.effort),
      };
      row.track.className = "track"; row.effort.className = "track effort";
      row.track.append(row.at, row.to); row.effort.append(row.load);
      this.#place.append(make("span", {}, name), row.track, row.angle, row.effort, row.newtons);
      return row;
    });
  }

  #draw() {
    const now = performance.now(), speak = now - this.#spokenAt > spokenEvery, width = this.#rows[0].track.clientWidth;
    if (speak) this.#spokenAt = now;
    this.#rows.forEach((row, i) => {
      const { lower, upper, effort } = row.joint, at = this.#state.positions_rad[i], force = Math.abs(this.#state.efforts_nm[i]);
      const share = (value) => Math.min(1, Math.max(0, (value - lower) / (upper - lower)));
      row.at.style.transform = `translateX(${share(at) * (width - 5)}px)`;
      row.to.style.transform = `translateX(${share(this.#state.commanded_rad[i]) * (width - 5) + 1.5}px)`;
      row.load.style.transform = `scaleX(${Math.min(1, force / effort)})`;
      row.track.classList.toggle("near", i < 7 && (share(at) < 0.03 || share(at) > 0.97));
      row.effort.classList.toggle("near", force > 0.7 * effort);
      row.effort.classList.toggle("over", force > 0.95 * effort);
      row.angle.textContent = degrees(at);
      row.newtons.textContent = effort < 2 ? force.toFixed(2) : force.toFixed(1);
      if (!speak) return;
      row.track.setAttribute("aria-valuenow", at.toFixed(2));
      row.track.setAttribute("aria-valuetext", degrees(at));
      row.effort.setAttribute("aria-valuenow", force.toFixed(2));
    });
  }
}
