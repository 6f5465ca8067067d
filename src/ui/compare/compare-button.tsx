import type { ReactNode } from "react";
import { compareWith } from "../engine/run-controller.ts";
import { CompareIcon } from "../parts/icons.tsx";
import { useCompared, useRun } from "../state/run-store.ts";
import { setCompareChooser } from "./compare-store.ts";

/** Asks with what to compare; ends the comparison while there is one. */
export function CompareButton({ className = "" }: { readonly className?: string }): ReactNode {
  const isComparing = useCompared((state) => state.info !== undefined);
  const hasRun = useRun((state) => state.info !== undefined);
  if (!hasRun) return null;
  return (
    <button
      type="button"
      className={className}
      aria-pressed={isComparing}
      aria-label="Compare"
      onClick={() => (isComparing ? compareWith(undefined) : setCompareChooser(true))}
    >
      <CompareIcon />
      <span className="word">Compare</span>
    </button>
  );
}
