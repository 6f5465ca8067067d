import type { ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import { lookOfRole, phaseText } from "../parts/role-look.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { useSide } from "../state/sides.ts";
import { RowFacts } from "./facts.tsx";
import { MessageList } from "./message-list.tsx";
import { NodeClock } from "./node-clock.tsx";
import { NodeDisk } from "./node-disk.tsx";
import { NodeLog } from "./node-log.tsx";
import { NodeSteps } from "./node-steps.tsx";

/** One node as it is right after the frame's event: state, log, disk, clock, timers, and what is on its way. */
export function NodePanel({ node }: { readonly node: number }): ReactNode {
  const side = useSide();
  const name = useRun((state) => state.info?.nodes[node]?.name);
  const program = useRun((state) => state.info?.nodes[node]?.program);
  const frame = useRun((state) => state.frame?.nodes[node]);
  const data = useRun((state) => state.data);
  usePlayhead((state) => data?.nodes.indexAt(node, state.event));
  const phase = data?.nodes.at(node, side.playhead.getState().event);
  if (frame === undefined || phase === undefined) return <p className="quiet">Looking…</p>;
  return (
    <>
      <h2>
        {name}{" "}
        <small className={`look-${phase.status === "up" ? lookOfRole(phase.role) : "fault"}`}>
          {phaseText(phase) || program}
        </small>
      </h2>
      {frame.rows.length > 0 && <RowFacts rows={frame.rows} />}
      {frame.log !== undefined && frame.log.length > 0 && <NodeLog node={node} log={frame.log} />}
      <NodeDisk disk={frame.disk} />
      <NodeClock node={node} frame={frame} />
      <OnTheirWay node={node} />
      <NodeSteps node={node} />
      <Links node={node} />
    </>
  );
}

function OnTheirWay({ node }: { readonly node: number }): ReactNode {
  const coming = useRun(useShallow((state) => state.frame?.messages.filter(({ to }) => to === node) ?? NONE));
  const going = useRun(
    useShallow((state) => state.frame?.messages.filter(({ from }) => from === node) ?? NONE),
  );
  return (
    <>
      <MessageList title="On their way to it" messages={coming} names="from" />
      <MessageList title="On their way from it" messages={going} names="to" />
    </>
  );
}

const NONE: readonly never[] = [];
/** More links are chosen on the stage, or by the name of the other node. */
const MOST_LINKS = 24;

function Links({ node }: { readonly node: number }): ReactNode {
  const nodes = useRun((state) => state.info?.nodes ?? NONE);
  const name = nodes[node]?.name ?? "";
  const others = nodes.flatMap((other, id) => (id === node ? [] : [{ name: other.name, id }]));
  if (others.length === 0 || others.length > MOST_LINKS) return null;
  return (
    <>
      <h3>
        <span>Its link to</span>
      </h3>
      <fieldset className="cluster-list" aria-label={`Links of ${name}`}>
        {others.map(({ name: other, id }) => (
          <button
            key={id}
            type="button"
            className="small"
            onClick={() => select({ kind: "link", from: node, to: id })}
          >
            {other}
          </button>
        ))}
      </fieldset>
    </>
  );
}
