// The 3D view: the robot drawn with WebGL from the joint state, with its shadow on the table. Drag or arrow keys turn it, + and - zoom.
import { Kinematics } from "./kinematics.js";
import { lookAt, multiply, perspective } from "./matrix.js";
import * as meshes from "./meshes.js";

const corners = `attribute vec3 position; attribute vec3 normal; uniform mat4 model; uniform mat4 view; uniform float shadow; varying vec3 n; varying vec3 p;
void main() {
  vec4 w = model * vec4(position, 1.0);
  if (shadow > 0.5) w = vec4(w.xy - w.z * vec2(0.45, -0.25), 0.0015, 1.0);
  p = w.xyz; n = mat3(model) * normal; gl_Position = view * w;
}`;
const pixels = `precision highp float; varying vec3 n; varying vec3 p; uniform vec3 colour; uniform vec3 eye; uniform float shadow; uniform vec4 table;
void main() {
  if (shadow > 0.5) {
    if (abs(p.x - table.x) > table.z || abs(p.y - table.y) > table.w) discard;
    gl_FragColor = vec4(0.30, 0.265, 0.22, 1.0); return;
  }
  vec3 m = normalize(n), l = normalize(vec3(0.45, -0.25, 1.0)), v = normalize(eye - p);
  float light = 0.36 + 0.14 * m.z + 0.55 * max(dot(m, l), 0.0);
  float shine = 0.22 * pow(max(dot(m, normalize(l + v)), 0.0), 24.0);
  gl_FragColor = vec4(colour * light + shine, 1.0);
}`;
const stillRad = 0.0004, leastTime = 55;
const table = [0.38, -0.03, 0.40, 0.62];

export class RobotView3d {
  #gl; #canvas; #kinematics; #program; #buffers = {}; #joints = null; #asked = false; #drawnAt = 0; #later = 0;
  #round = 0.62; #up = 0.42; #far = 1.75; #target = [0.16, -0.08, 0.30];

  constructor(canvas, robot) {
    this.#canvas = canvas;
    this.#kinematics = new Kinematics(robot);
    this.#gl = canvas.getContext("webgl", { antialias: true });
    if (!this.#gl) { canvas.dataset.drawn = "none"; return; }
    this.#prepare();
    this.#listen();
  }

  // Drawn only where something moved, and no oftener than the eye needs: the processor may have to do it.
  show(jointsRad) {
    if (this.#joints?.every((q, i) => Math.abs(q - jointsRad[i]) < stillRad)) return;
    const wait = this.#drawnAt + leastTime - performance.now();
    this.#joints = jointsRad;
    if (wait <= 0) this.#ask();
    else if (!this.#later) this.#later = setTimeout(() => { this.#later = 0; this.#ask(); }, wait);
  }

  #ask() {
    if (this.#asked || !this.#gl || !this.#joints) return;
    this.#asked = true;
    requestAnimationFrame(() => { this.#asked = false; this.#draw(); });
  }

  #prepare() {
    const gl = this.#gl, program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, corners], [gl.FRAGMENT_SHADER, pixels]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    this.#program = { position: gl.getAttribLocation(program, "position"), normal: gl.getAttribLocation(program, "normal") };
    for (const name of ["model", "view", "colour", "eye", "shadow", "table"]) this.#program[name] = gl.getUniformLocation(program, name);
    for (const [name, data] of [["tube", meshes.tube()], ["ball", meshes.ball()], ["box", meshes.box()]]) {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
      this.#buffers[name] = { buffer, count: data.length / 6 };
    }
    gl.enable(gl.DEPTH_TEST);
    gl.clearColor(0.043, 0.063, 0.09, 1);
    gl.uniform4f(this.#program.table, ...table);
  }

  #draw() {
    this.#drawnAt = performance.now();
    const gl = this.#gl, canvas = this.#canvas, width = Math.round(canvas.clientWidth), height = Math.round(canvas.clientHeight);
    if (width === 0 || height === 0) return;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const eye = [
      this.#target[0] + this.#far * Math.cos(this.#up) * Math.cos(this.#round),
      this.#target[1] + this.#far * Math.cos(this.#up) * Math.sin(this.#round),
      this.#target[2] + this.#far * Math.sin(this.#up)];
    gl.uniformMatrix4fv(this.#program.view, false, multiply(perspective(0.75, width / height, 0.05, 10), lookAt(eye, this.#target)));
    gl.uniform3f(this.#program.eye, ...eye);
    const parts = { tube: [], ball: [], box: [] };
    this.#kinematics.place(this.#joints, (mesh, matrix, colour) => parts[mesh].push({ matrix, colour }));
    for (const [mesh, all] of Object.entries(parts)) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[mesh].buffer);
      for (const [at, name] of [[0, "position"], [12, "normal"]]) {
        gl.enableVertexAttribArray(this.#program[name]);
        gl.vertexAttribPointer(this.#program[name], 3, gl.FLOAT, false, 24, at);
      }
      for (const { matrix, colour } of all) this.#part(mesh, matrix, colour);
    }
    canvas.dataset.drawn = Number(canvas.dataset.drawn ?? 0) + 1;
  }

  #part(mesh, matrix, colour) {
    const gl = this.#gl;
    gl.uniformMatrix4fv(this.#program.model, false, matrix);
    gl.uniform3f(this.#program.colour, ...colour);
    gl.uniform1f(this.#program.shadow, 0);
    gl.drawArrays(gl.TRIANGLES, 0, this.#buffers[mesh].count);
    // What lies on or below the table throws no shadow on it.
    if (matrix[14] < 0.02) return;
    gl.uniform1f(this.#program.shadow, 1);
    gl.drawArrays(gl.TRIANGLES, 0, this.#buffers[mesh].count);
  }

  #listen() {
    const canvas = this.#canvas;
    let last = null;
    canvas.addEventListener("pointerdown", (e) => { last = [e.clientX, e.clientY]; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener("pointerup", () => { last = null; });
    canvas.addEventListener("pointermove", (e) => {
      if (!last) return;
      this.#turn((last[0] - e.clientX) / 150, (e.clientY - last[1]) / 150);
      last = [e.clientX, e.clientY];
    });
    canvas.addEventListener("keydown", (e) => {
      const step = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[e.key];
      if (step) this.#turn(...step);
      else if (e.key === "+" || e.key === "-") { this.#far = Math.min(4, Math.max(0.6, this.#far * (e.key === "+" ? 0.9 : 1.1))); this.#ask(); }
      else return;
      e.preventDefault();
    });
    new ResizeObserver(() => this.#ask()).observe(canvas);
  }

  #turn(round, up) {
    this.#round += round;
    this.#up = Math.min(1.5, Math.max(0.02, this.#up + up));
    this.#ask();
  }
}
