import type { ReactNode } from "react";
import { exportRun } from "../engine/run-controller.ts";
import { saveFile } from "../parts/save-file.ts";
import { useRun } from "../state/run-store.ts";

/** Saves the shown run's scenario with its seed: the command finds it under that name, and it gives the same run alone. */
export function DownloadScenario({ className }: { readonly className: string }): ReactNode {
  const info = useRun((state) => state.info);
  if (info === undefined) return null;
  const { fileName, text } = info;
  const save = async (): Promise<void> => {
    const file = await exportRun("scenario");
    // An engine that has stopped cannot write it: better the text as it is than none.
    saveFile(fileName, file?.content ?? new Blob([text], { type: "application/yaml" }));
  };
  return (
    <button type="button" className={className} title={fileName} onClick={() => void save()}>
      Download scenario
    </button>
  );
}
