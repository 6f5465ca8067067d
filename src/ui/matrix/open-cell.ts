import type { MatrixCell } from "../../experiments/index.ts";
import { usualView } from "../link/link-state.ts";
import { linkHash } from "../link/write-link.ts";

/** The address of a cell's run, at the moment that shows most. */
export function cellHash({
  store,
  fault,
  engine,
  text,
  seed,
  fingerprint,
  momentUs,
}: MatrixCell): Promise<string> {
  return linkHash(
    {
      run: {
        lightcone: "run",
        version: 1,
        engine,
        file: `${store}-${fault}.yaml`,
        text,
        seed,
        set: [],
        branches: [],
        shown: 0,
        fingerprint,
      },
      place: { timeUs: momentUs, selection: { kind: "none" }, view: usualView },
    },
    undefined,
  );
}
