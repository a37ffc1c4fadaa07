// Unit shapes as triangles: position and normal, six numbers a corner.
export function tube(parts = 20) {
  const out = [];
  for (let i = 0; i < parts; i++) {
    const [a, b] = [i, i + 1].map((k) => (2 * Math.PI * k) / parts);
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    out.push(ca, sa, 0, ca, sa, 0, cb, sb, 0, cb, sb, 0, cb, sb, 1, cb, sb, 0, ca, sa, 0, ca, sa, 0, cb, sb, 1, cb, sb, 0, ca, sa, 1, ca, sa, 0);
    out.push(0, 0, 1, 0, 0, 1, ca, sa, 1, 0, 0, 1, cb, sb, 1, 0, 0, 1, 0, 0, 0, 0, 0, -1, cb, sb, 0, 0, 0, -1, ca, sa, 0, 0, 0, -1);
  }
  return new Float32Array(out);
}

export function ball(parts = 16) {
  const out = [];
  const at = (i, j) => {
    const up = Math.PI * (j / (parts / 2) - 0.5), round = (2 * Math.PI * i) / parts;
    const p = [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)];
    return [...p, ...p];
  };
  for (let i = 0; i < parts; i++)
    for (let j = 0; j < parts / 2; j++) out.push(...at(i, j), ...at(i + 1, j), ...at(i + 1, j + 1), ...at(i, j), ...at(i + 1, j + 1), ...at(i, j + 1));
  return new Float32Array(out);
}

export function box() {
  const out = [];
  for (let axis = 0; axis < 3; axis++)
    for (const side of [-1, 1]) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const corner = (a, b) => {
        const p = [0, 0, 0], n = [0, 0, 0];
        [p[axis], p[u], p[v]] = [side, a, b];
        n[axis] = side;
        return [...p, ...n];
      };
      const c = [corner(-1, -1), corner(side, -side), corner(1, 1), corner(-side, side)];
      out.push(...c[0], ...c[1], ...c[2], ...c[0], ...c[2], ...c[3]);
    }
  return new Float32Array(out);
}
