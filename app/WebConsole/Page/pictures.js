// Live pictures: the newest is decoded beside the page, older ones that still wait are dropped.
import { hostNow } from "./clock.js";

const staleAfter = 1500;

export class PictureView {
  #canvas;
  #waiting = null;
  #decoding = false;
  #times = [];
  #delays = [];
  #shownAt = -Infinity;

  constructor(canvas) {
    this.#canvas = canvas;
    setInterval(() => canvas.parentElement.classList.toggle("is-stale", performance.now() - this.#shownAt > staleAfter), 500);
  }

  get number() { return Number(this.#canvas.dataset.number ?? 0); }

  get size() { return [this.#canvas.width, this.#canvas.height]; }

  // Pictures a second, over the last two.
  get rate() {
    const now = performance.now();
    this.#times = this.#times.filter((t) => now - t < 2000);
    return this.#times.length < 2 ? 0 : (this.#times.length - 1) / ((now - this.#times[0]) / 1000);
  }

  // Median and largest time from capture to screen of the last pictures, in ms.
  get delay() {
    if (this.#delays.length === 0) return null;
    const sorted = [...this.#delays].sort((a, b) => a - b);
    return { p50: sorted[sorted.length >> 1], max: sorted[sorted.length - 1] };
  }

  show(picture) {
    this.#waiting = picture;
    if (!this.#decoding) this.#next();
  }

  async #next() {
    this.#decoding = true;
    while (this.#waiting) {
      const picture = this.#waiting;
      this.#waiting = null;
      try {
        const image = await createImageBitmap(picture.jpeg);
        this.#draw(image, picture);
        image.close();
      } catch {
        // A picture that cannot be read is left out.
      }
    }
    this.#decoding = false;
  }

  #draw(image, picture) {
    if (this.#canvas.width !== image.width || this.#canvas.height !== image.height) [this.#canvas.width, this.#canvas.height] = [image.width, image.height];
    this.#canvas.getContext("2d").drawImage(image, 0, 0);
    this.#canvas.dataset.number = picture.number;
    this.#shownAt = performance.now();
    this.#times.push(this.#shownAt);
    this.#canvas.parentElement.classList.remove("is-stale");
    requestAnimationFrame(() => {
      const now = hostNow();
      if (now !== null) this.#delays = [...this.#delays.slice(-59), Math.max(0, (now - picture.at) * 1000)];
    });
  }
}
