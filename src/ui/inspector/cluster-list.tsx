import type { ReactNode } from "react";
import { isLeadingRole } from "../../base/index.ts";
import { phaseText } from "../parts/role-look.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { useRun } from "../state/run-store.ts";

const MOST_NODES = 60;

/** All nodes as buttons: the stage's marks for the keyboard, and a table of contents for the inspector. */
export function ClusterList(): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const selected = useSelection(({ selection }) => (selection.kind === "node" ? selection.node : -1));
  useRun((state) => state.version);
  usePlayhead((state) => info?.nodes.map((_, id) => data?.nodes.indexAt(id, state.event)).join());
  if (info === undefined || data === undefined) return null;
  const { event } = playheadNow();
  return (
    <fieldset className="cluster-list" aria-label="Nodes">
      {info.nodes.slice(0, MOST_NODES).map(({ name }, node) => {
        const phase = data.nodes.at(node, event);
        return (
          <button
            key={name}
            type="button"
            className={`small ${isLeadingRole(phase.role) && phase.status === "up" ? "leads" : ""}`}
            aria-pressed={selected === node}
            aria-label={[name, phaseText(phase)].filter(Boolean).join(", ")}
            onClick={() => select(selected === node ? { kind: "none" } : { kind: "node", node })}
          >
            {name}
          </button>
        );
      })}
      {info.nodes.length > MOST_NODES && (
        <span className="quiet">and {info.nodes.length - MOST_NODES} more, on the stage</span>
      )}
    </fieldset>
  );
}
