import type { RunInfo } from "../../session/index.ts";
import { exportRun } from "../engine/run-controller.ts";
import { saveFile } from "../parts/save-file.ts";

/** Saves the shown run's scenario as a file. */
export async function saveScenario({ fileName, text }: RunInfo): Promise<void> {
  const file = await exportRun("scenario");
  // An engine that has stopped cannot write it: better the text as it is than none.
  saveFile(fileName, file?.content ?? new Blob([text], { type: "application/yaml" }));
}
