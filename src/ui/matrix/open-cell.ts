import { FAULT_SPAN_US, type MatrixCell } from "../../experiments/index.ts";
import { usualView } from "../link/link-state.ts";
import { linkHash } from "../link/write-link.ts";

/** The address of a cell's run, at the moment at which its fault strikes, its models beside it. */
export function cellHash({ store, fault, engine, text, seed, fingerprint }: MatrixCell): Promise<string> {
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
      place: { timeUs: FAULT_SPAN_US[0], selection: { kind: "none" }, view: usualView },
    },
    undefined,
  );
}
