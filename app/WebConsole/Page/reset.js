// Reset, with a question first. The question covers nothing that stops the robot.
import { byId, post } from "./dom.js";
import { text } from "./text.js";

export class ResetButton {
  constructor() {
    const ask = byId("reset-ask"), error = byId("reset-error");
    const close = () => { ask.close(); byId("reset").focus(); };
    byId("reset").addEventListener("click", () => { error.textContent = ""; ask.show(); byId("reset-no").focus(); });
    byId("reset-no").addEventListener("click", close);
    byId("reset-yes").addEventListener("click", async () => {
      try {
        const answer = await post("/api/reset", { confirmed: true });
        if (answer.ok) close();
        else error.textContent = answer.error;
      } catch {
        error.textContent = text("not_reached");
      }
    });
  }

  show(mode) {
    byId("reset").disabled = mode !== "Latched";
    if (mode !== "Latched" && byId("reset-ask").open) byId("reset-ask").close();
  }
}
