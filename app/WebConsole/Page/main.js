// Puts the page together. Everything that is shown comes from the console's messages; nothing is kept here alone.
import { JointBars } from "./bars.js";
import { Chat } from "./chat.js";
import * as clock from "./clock.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { GateList } from "./gate.js";
import { Gauges } from "./gauges.js";
import { TargetMark } from "./mark.js";
import { PictureView } from "./pictures.js";
import { Plan } from "./plan.js";
import { Recordings } from "./recordings.js";
import { ResetButton } from "./reset.js";
import { StopButton } from "./stop.js";
import { begin, changes, text, textOr } from "./text.js";
import { RobotView3d } from "./view3d.js";

const stop = new StopButton();
const [, robot] = await Promise.all([begin(byId("language")), fetch("/api/robot").then((answer) => answer.json())]);
const connection = new Connection(), pictures = [new PictureView(byId("head")), new PictureView(byId("wrist"))], mark = new TargetMark(byId("head-mark"));
const view = new RobotView3d(byId("view"), robot), bars = new JointBars(byId("bars"), robot.joints);
const plan = new Plan(), gate = new GateList(), chat = new Chat(), reset = new ResetButton(), recordings = new Recordings(robot);
const gauges = new Gauges(connection, ...pictures);
let health = null, isLost = false, mode = null, marked = "";

byId("robot").textContent = robot.name;
changes.addEventListener("change", () => { showMode(); showBanner(); });

function showMode() {
  byId("mode-name").textContent = mode ? textOr(`mode.${mode}`, mode) : "–";
  byId("mode-name").dataset.mode = mode ?? "";
}

function showBanner() {
  const problem = isLost ? "lost" : health && !health.broker ? "no_broker" : health && health.robot !== "online" ? `robot.${health.robot}` : null;
  byId("banner").hidden = !problem;
  byId("banner").dataset.problem = problem ?? "";
  if (problem && byId("banner").textContent !== text(problem)) byId("banner").textContent = text(problem);
}

function showTarget() {
  const target = plan.target, size = pictures[0].size, key = target ? `${target.frame} ${target.box} ${size}` : "";
  if (key === marked) return;
  marked = key;
  mark.show(target, size, target?.words ?? "");
}

plan.addEventListener("change", showTarget);
connection.addEventListener("welcome", ({ detail }) => {
  isLost = false;
  health = detail.health;
  chat.show(detail.dialogue);
  plan.begin(detail.plan);
  gate.begin(detail.gate, detail.faults);
  gauges.showStatus(detail.status);
  stop.show(detail.stop);
  showBanner();
  document.documentElement.dataset.live = "yes";
});
connection.addEventListener("state", ({ detail }) => {
  clock.hear(detail.at_s);
  view.show(detail.positions_rad);
  bars.show(detail);
  gauges.show(detail);
  if (mode === detail.mode) return;
  mode = detail.mode;
  showMode();
  reset.show(mode);
});
connection.addEventListener("picture", ({ detail }) => {
  pictures[detail.camera].show(detail);
  if (detail.camera !== 0) return;
  showTarget();
  document.documentElement.dataset.firstView ??= Math.round(performance.now());
});
connection.addEventListener("plan", ({ detail }) => plan.hear(detail.plan));
connection.addEventListener("gate", ({ detail }) => gate.hearGate(detail.gate));
connection.addEventListener("fault", ({ detail }) => gate.hearFault(detail.fault));
connection.addEventListener("status", ({ detail }) => gauges.showStatus(detail.status));
connection.addEventListener("dialogue", ({ detail }) => chat.show(detail.dialogue));
connection.addEventListener("stop", ({ detail }) => stop.show(detail.stop));
connection.addEventListener("health", ({ detail }) => { health = detail.health; showBanner(); });
connection.addEventListener("lost", () => { isLost = true; delete document.documentElement.dataset.live; showBanner(); });
connection.open();
recordings.load();
