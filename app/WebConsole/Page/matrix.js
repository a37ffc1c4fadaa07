// 4 x 4 matrices, column-major as WebGL takes them.
export function multiply(a, b) {
  const out = new Float32Array(16);
  for (let c = 0; c < 4; c++)
    for (let r = 0; r < 4; r++)
      out[4 * c + r] = a[r] * b[4 * c] + a[4 + r] * b[4 * c + 1] + a[8 + r] * b[4 * c + 2] + a[12 + r] * b[4 * c + 3];
  return out;
}

// From a unit quaternion w, x, y, z and a position.
export function pose([w, x, y, z], [px, py, pz]) {
  return new Float32Array([
    1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y), 0,
    2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x), 0,
    2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y), 0,
    px, py, pz, 1]);
}

export function turn(axis, angle) {
  const s = Math.sin(angle / 2);
  return pose([Math.cos(angle / 2), axis[0] * s, axis[1] * s, axis[2] * s], [0, 0, 0]);
}

// Puts a unit shape along z from 0 to 1 between two points, with a radius.
export function between(from, to, radius) {
  const axis = to.map((v, i) => v - from[i]), length = Math.hypot(...axis) || 1e-9, z = axis.map((v) => v / length);
  const side = Math.abs(z[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const x = unit(cross(side, z)), y = cross(z, x);
  return new Float32Array([...x.map((v) => v * radius), 0, ...y.map((v) => v * radius), 0, ...axis, 0, ...from, 1]);
}

export const scaled = (at, size) => new Float32Array([size[0], 0, 0, 0, 0, size[1], 0, 0, 0, 0, size[2], 0, ...at, 1]);

export function lookAt(eye, target) {
  const z = unit(eye.map((v, i) => v - target[i])), x = unit(cross([0, 0, 1], z)), y = cross(z, x);
  return new Float32Array([x[0], y[0], z[0], 0, x[1], y[1], z[1], 0, x[2], y[2], z[2], 0, -dot(x, eye), -dot(y, eye), -dot(z, eye), 1]);
}

export function perspective(fieldOfView, aspect, near, far) {
  const f = 1 / Math.tan(fieldOfView / 2);
  return new Float32Array([f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, (2 * far * near) / (near - far), 0]);
}

const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a) => { const l = Math.hypot(...a); return a.map((v) => v / l); };
