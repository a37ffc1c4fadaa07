// Recordings and reports: films, and recorded joint states in a 3D view of their own.
import { byId, make, seconds } from "./dom.js";
import { changes, text } from "./text.js";
import { RobotView3d } from "./view3d.js";

export class Recordings {
  #robot; #view = null; #states = []; #events = []; #timer = 0; #entries = null;

  constructor(robot) {
    this.#robot = robot;
    byId("files-again").addEventListener("click", () => this.load());
    byId("player-close").addEventListener("click", () => this.#close());
    byId("player-play").addEventListener("click", () => (this.#timer ? this.#pause() : this.#play()));
    byId("player-time").addEventListener("input", () => this.#seek());
    changes.addEventListener("change", () => this.#draw());
  }

  async load() {
    try {
      const answer = await fetch("/api/recordings");
      this.#entries = answer.ok ? await answer.json() : [];
    } catch {
      this.#entries = [];
    }
    this.#draw();
  }

  #draw() {
    if (!this.#entries) return;
    byId("files").replaceChildren(...(this.#entries.length > 0 ? this.#entries.map((e) => this.#row(e)) : [make("li", { class: "soft" }, text("no_files"))]));
  }

  #row(entry) {
    const name = entry.folder || ".";
    const row = make("li", {}, make("span", {}, make("b", {}, name), make("span", { class: "soft" }, ` ${new Date(entry.newest).toLocaleString()}`)));
    const add = (words, action) => { const button = make("button", { type: "button", "aria-label": `${words}: ${name}` }, words); button.addEventListener("click", action); row.append(button); };
    if (entry.recording) add(text("replay"), () => this.#replay(name, entry.recording));
    entry.videos.slice(0, 3).forEach((video, i) => add(entry.videos.length > 1 ? `${text("film")} ${i + 1}` : text("film"), () => this.#film(video)));
    if (entry.report) row.append(make("a", { href: urlOf(entry.report), target: "_blank", rel: "noopener" }, text(entry.is_evaluation ? "evaluation" : "report")));
    return row;
  }

  #film(path) {
    this.#open(path, true);
    byId("player-video").src = urlOf(path);
  }

  async #replay(name, path) {
    const lines = (await (await fetch(urlOf(path))).text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    this.#states = lines.filter((l) => l.type === "state");
    this.#events = lines.filter((l) => l.type === "event");
    this.#open(name, false);
    this.#view ??= new RobotView3d(byId("player-view"), this.#robot);
    byId("player-time").max = Math.max(0, this.#states.length - 1);
    byId("player-time").value = 0;
    this.#seek();
  }

  #open(title, isFilm) {
    this.#pause();
    byId("player-title").textContent = title;
    byId("player-video").hidden = !isFilm;
    byId("player-replay").hidden = isFilm;
    if (!byId("player").open) byId("player").show();
    byId("player-close").focus();
  }

  #close() {
    this.#pause();
    byId("player-video").removeAttribute("src");
    byId("player-video").load();
    byId("player").close();
    byId("files-again").focus();
  }

  #seek() {
    const state = this.#states[Number(byId("player-time").value)];
    if (!state) return;
    this.#view.show(state.positions_rad);
    byId("player-clock").textContent = seconds(state.time_s - this.#states[0].time_s);
    byId("player-words").textContent = this.#events.findLast((e) => e.time_s <= state.time_s)?.text ?? "";
  }

  #play() {
    const slider = byId("player-time");
    if (Number(slider.value) >= this.#states.length - 1) slider.value = 0;
    const from = this.#states[Number(slider.value)].time_s, began = performance.now();
    byId("player-play").textContent = text("pause");
    this.#timer = setInterval(() => {
      const at = from + (performance.now() - began) / 1000;
      const next = this.#states.findIndex((s) => s.time_s >= at);
      slider.value = next < 0 ? this.#states.length - 1 : next;
      this.#seek();
      if (next < 0) this.#pause();
    }, 50);
  }

  #pause() {
    clearInterval(this.#timer);
    this.#timer = 0;
    byId("player-play").textContent = text("play");
  }
}

const urlOf = (path) => `/files/${path.split("/").map(encodeURIComponent).join("/")}`;
