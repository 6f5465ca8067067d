import { edit } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { playheadNow } from "../state/playhead-store.ts";
import { wholeLabel, type FaultChoice } from "./fault-entries.ts";
import { openFaultForm } from "./fault-menu-store.ts";

/** Does what a line says: opens its form, or adds its entry to the plan. */
export function chooseFault(choice: FaultChoice): void {
  if ("form" in choice) {
    openFaultForm(choice.form);
    return;
  }
  const atUs = choice.atUs ?? Math.ceil(playheadNow().timeUs);
  void edit({ do: "inject", atUs, yaml: choice.yaml }).then((errors) => {
    const at = secondsText(atUs);
    announce(errors.length === 0 ? `Injected at ${at} seconds: ${wholeLabel(choice)}` : errors[0]!.problem);
  });
}
