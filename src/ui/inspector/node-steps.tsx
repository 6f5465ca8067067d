import type { ReactNode } from "react";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { stepAndSay } from "../transport/step-and-say.ts";

/** To the last and the next event of one node, for whoever has no Shift and arrow keys. */
export function NodeSteps({ node }: { readonly node: number }): ReactNode {
  const name = useRun((state) => state.info?.nodes[node]?.name);
  const lanes = useRun((state) => state.data?.lanes);
  useRun((state) => state.version);
  const hasLast = usePlayhead((state) => (lanes?.previous(node, state.event) ?? -1) >= 0);
  const hasNext = usePlayhead((state) => (lanes?.next(node, state.event) ?? -1) >= 0);
  if (name === undefined) return null;
  return (
    <p className="panel-actions">
      <button type="button" className="textual" disabled={!hasLast} onClick={() => stepAndSay(-1, node)}>
        Last event of {name}
      </button>
      <button type="button" className="textual" disabled={!hasNext} onClick={() => stepAndSay(1, node)}>
        Next event of {name}
      </button>
    </p>
  );
}
