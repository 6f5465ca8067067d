import type { ReactNode } from "react";
import { useRun } from "../state/run-store.ts";

/** A run of the pair: its letter, its line, its name. A is a solid line, B a double one. */
export function RunName({ side }: { readonly side: "A" | "B" }): ReactNode {
  const name = useRun((state) => state.info?.branches.find(({ id }) => id === state.info?.branch)?.name);
  const seed = useRun((state) => state.info?.seed);
  return (
    <span className="run-name">
      <b>{side}</b>
      <svg width="20" height="8" aria-hidden="true">
        {side === "A" ? (
          <path className="run-a" d="M0 4h20" />
        ) : (
          <path className="run-b" d="M0 2.25h20M0 5.75h20" />
        )}
      </svg>
      {name} <span className="quiet">seed {seed}</span>
    </span>
  );
}
