import { ENGINE, type Verdict } from "../scenario/index.ts";
import { tell } from "./print.ts";

/** What a saved run says of itself. */
export interface SavedFingerprint {
  readonly fingerprint: string;
  readonly engine: string;
}

/** How a run that was computed to its end compares with the one that was saved. */
export interface Comparison {
  readonly saved: SavedFingerprint;
  /** Unknown for another run by another engine: engines may differ. */
  readonly verdict: Verdict;
  /** In one sentence without a full stop. */
  readonly text: string;
}

export function compareWithSaved(saved: SavedFingerprint, computed: string): Comparison {
  const { fingerprint, engine } = saved;
  if (computed === fingerprint) return { saved, verdict: "valid", text: "it is the run that was saved" };
  const differs = `this is another run than the one that was saved: ${computed} here, ${fingerprint} there`;
  if (engine !== ENGINE)
    return {
      saved,
      verdict: "unknown",
      text: `${differs}; it was saved by engine ${engine}, this is ${ENGINE}`,
    };
  return {
    saved,
    verdict: "invalid",
    text: `${differs}; either the file was changed, or this is a bug of Lightcone`,
  };
}

/** Says so on stderr when a run is not the one that was saved. */
export function warnOfOther(saved: SavedFingerprint, computed: string): void {
  const { verdict, text } = compareWithSaved(saved, computed);
  if (verdict !== "valid") tell(`Warning: ${text}.`, true);
}
