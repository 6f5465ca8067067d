import type { ReactNode } from "react";
import { useSelection } from "../state/selection-store.ts";
import { ClusterList } from "./cluster-list.tsx";
import { EventPanel } from "./event-panel.tsx";
import { NodePanel } from "./node-panel.tsx";
import { OperationPanel } from "./operation-panel.tsx";
import { Parameters } from "./parameters.tsx";
import { Verdicts } from "./verdicts.tsx";
import "./inspector.css";

/** What is selected, what holds, and what may be turned. */
export function Inspector(): ReactNode {
  return (
    <aside className="inspector" aria-label="Inspector">
      <SelectionPanel />
      <VerdictsPanel />
      <ParametersPanel />
    </aside>
  );
}

export function SelectionPanel(): ReactNode {
  const selection = useSelection((state) => state.selection);
  return (
    <section className="panel">
      <ClusterList />
      {selection.kind === "node" && <NodePanel node={selection.node} />}
      {selection.kind === "event" && <EventPanel event={selection.event} />}
      {selection.kind === "operation" && <OperationPanel index={selection.index} />}
    </section>
  );
}

export function VerdictsPanel(): ReactNode {
  return (
    <section className="panel">
      <Verdicts />
    </section>
  );
}

export function ParametersPanel(): ReactNode {
  return (
    <section className="panel">
      <Parameters />
    </section>
  );
}
