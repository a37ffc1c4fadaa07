// The live connection to the console: JSON messages and pictures come in as events, and it comes back by itself.
// A page that was held up itself must not take that for silence: counted in checks, not in time.
const checkEvery = 500, mostQuietChecks = 7;

export class Connection extends EventTarget {
  #socket = null;
  #quiet = 0;
  #pause = 300;

  open() {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#quiet = 0;
    socket.onmessage = (message) => this.#hear(message.data);
    socket.onclose = () => this.#lose(socket);
    const watch = setInterval(() => {
      if (this.#socket !== socket) clearInterval(watch);
      else if (++this.#quiet > mostQuietChecks) this.#lose(socket);
    }, checkEvery);
  }

  tell(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hear(data) {
    this.#quiet = 0;
    this.#pause = 300;
    if (typeof data !== "string") {
      const head = new DataView(data, 0, 24);
      this.#emit("picture", { camera: head.getUint8(0), number: head.getFloat64(8, true), at: head.getFloat64(16, true), jpeg: new Blob([new Uint8Array(data, 24)], { type: "image/jpeg" }) });
      return;
    }
    const message = JSON.parse(data);
    this.#emit(message.type, message);
  }

  #lose(socket) {
    if (this.#socket !== socket) return;
    this.#socket = null;
    socket.onclose = null;
    socket.close();
    this.#emit("lost", {});
    setTimeout(() => this.#again(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, 2000);
  }

  async #again() {
    // A console that was started again does not know this browser's login any more.
    try {
      if ((await fetch("/api/state")).status === 401) location.assign("/login");
    } catch {
      // Not there yet.
    }
    this.open();
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
