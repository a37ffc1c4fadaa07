// Draws the target's box and pixels over the head picture.
const fill = [255, 64, 180, 120];

export class TargetMark {
  #canvas;

  constructor(canvas) { this.#canvas = canvas; }

  show(target, [width, height], label) {
    const canvas = this.#canvas;
    [canvas.width, canvas.height] = [width, height];
    canvas.dataset.target = target ? label : "";
    if (!target) return;
    const context = canvas.getContext("2d");
    const [left, top, right, bottom] = target.box;
    if (target.mask_runs) context.putImageData(maskOf(target.mask_runs, right - left, bottom - top), left, top);
    context.lineWidth = Math.max(2, width / 260);
    context.strokeStyle = "#ffd54a";
    context.strokeRect(left, top, right - left, bottom - top);
    context.font = `600 ${Math.round(width / 36)}px system-ui, sans-serif`;
    const lettering = context.measureText(label).width + 10, tall = Math.round(width / 26), up = top >= tall ? top - tall : bottom;
    const from = Math.min(left, width - lettering);
    context.fillStyle = "#ffd54a";
    context.fillRect(from, up, lettering, tall);
    context.fillStyle = "#101418";
    context.fillText(label, from + 5, up + tall * 0.74);
  }
}

function maskOf(runs, width, height) {
  const picture = new ImageData(width, height);
  let at = 0, inside = false;
  for (const run of runs) {
    if (inside) for (let i = at; i < at + run && i < width * height; i++) picture.data.set(fill, 4 * i);
    at += run;
    inside = !inside;
  }
  return picture;
}
