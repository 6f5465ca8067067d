import { Suspense, useEffect, useRef, type ReactNode } from "react";
import { NodeDifference, OrBothVerdicts } from "../compare/on-demand.tsx";
import { useMarks } from "../marks/marks-store.ts";
import { onDemand } from "../parts/on-demand.tsx";
import { useSelection } from "../state/selection-store.ts";
import { ClusterList } from "./cluster-list.tsx";
import { Parameters } from "./parameters.tsx";
import "./inspector.css";

// The stage is drawn first; what stands beside it is fetched meanwhile.
const NodePanel = onDemand(async () => (await import("./node-panel.tsx")).NodePanel);
const Verdicts = onDemand(async () => (await import("./verdicts.tsx")).Verdicts);
const EventPanel = onDemand(async () => (await import("./event-panel.tsx")).EventPanel);
const LinkPanel = onDemand(async () => (await import("./link-panel.tsx")).LinkPanel);
const OperationPanel = onDemand(async () => (await import("./operation-panel.tsx")).OperationPanel);
const MarksList = onDemand(async () => (await import("../marks/marks-list.tsx")).MarksList);

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
  const hasMarks = useMarks((state) => state.marks.length > 0);
  const panel = useRef<HTMLElement>(null);
  // What was chosen stands on top, wherever the reader had scrolled to for choosing it.
  const chosen = JSON.stringify(selection);
  useEffect(() => {
    if (chosen !== "") panel.current?.closest(".inspector, .view-body")?.scrollTo({ top: 0 });
  }, [chosen]);
  return (
    <>
      <section ref={panel} className="panel">
        <ClusterList />
        {selection.kind === "node" && <NodeDifference node={selection.node} />}
        <Suspense fallback={<p className="quiet">Looking…</p>}>
          {selection.kind === "node" && <NodePanel node={selection.node} />}
          {selection.kind === "link" && <LinkPanel from={selection.from} to={selection.to} />}
          {selection.kind === "event" && <EventPanel event={selection.event} />}
          {selection.kind === "operation" && <OperationPanel index={selection.index} />}
        </Suspense>
      </section>
      <Suspense fallback={null}>{hasMarks && <MarksList />}</Suspense>
    </>
  );
}

export function VerdictsPanel(): ReactNode {
  return (
    <OrBothVerdicts>
      <section className="panel">
        <Suspense fallback={null}>
          <Verdicts />
        </Suspense>
      </section>
    </OrBothVerdicts>
  );
}

export function ParametersPanel(): ReactNode {
  return (
    <section className="panel">
      <Parameters />
    </section>
  );
}
