// An estimate of the driver host's clock: the state that was least delayed in the last seconds says how far it is from this one.
const window = 3000;
let offsets = [];

export function hear(atS) {
  const now = performance.now();
  offsets.push({ now, offset: atS - now / 1000 });
  // A host that was started again, or simulated time that was stretched.
  offsets = offsets.filter((o) => now - o.now < window && Math.abs(o.offset - (atS - now / 1000)) < 2);
}

export function hostNow() {
  return offsets.length === 0 ? null : performance.now() / 1000 + Math.max(...offsets.map((o) => o.offset));
}
