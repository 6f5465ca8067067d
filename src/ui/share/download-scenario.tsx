import type { ReactNode } from "react";
import { useRun } from "../state/run-store.ts";
import { saveScenario } from "./save-scenario.ts";

/** Saves the shown run's scenario with its seed: the command finds it under that name, and it gives the same run alone. */
export function DownloadScenario({ className }: { readonly className: string }): ReactNode {
  const info = useRun((state) => state.info);
  if (info === undefined) return null;
  return (
    <button type="button" className={className} title={info.fileName} onClick={() => void saveScenario(info)}>
      Download scenario
    </button>
  );
}
