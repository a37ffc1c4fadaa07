// Forward kinematics: where every shape of the robot is for given joint positions.
import { between, multiply, pose, scaled, turn } from "./matrix.js";

export class Kinematics {
  #bodies;

  constructor(robot) {
    this.#bodies = robot.bodies.map((body) => ({ ...body, rest: pose(body.turn, body.position), shapes: body.shapes.flatMap(partsOf) }));
  }

  // Calls draw(mesh, matrix, colour) for every part.
  place(jointsRad, draw) {
    const poses = [];
    for (const body of this.#bodies) {
      let at = body.parent < 0 ? body.rest : multiply(poses[body.parent], body.rest);
      if (body.axis) at = multiply(at, turn(body.axis, body.source < 0 ? 0 : body.ratio * jointsRad[body.source]));
      poses.push(at);
      for (const part of body.shapes) draw(part.mesh, multiply(at, part.matrix), part.colour);
    }
  }
}

function partsOf({ kind, from, to, radius, colour }) {
  if (kind === "box") return [{ mesh: "box", matrix: scaled(from, to), colour }];
  const tube = { mesh: "tube", matrix: between(from, to, radius), colour };
  if (kind === "cylinder") return [tube];
  const ball = (at) => ({ mesh: "ball", matrix: scaled(at, [radius, radius, radius]), colour });
  return [tube, ball(from), ball(to)];
}
