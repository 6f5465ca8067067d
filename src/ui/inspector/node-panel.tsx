import type { ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { clockText, countText, durationText, secondsText } from "../format/time.ts";
import { lookOfRole, phaseText } from "../parts/role-look.ts";
import { termColor } from "../parts/term-color.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSide } from "../state/sides.ts";

/** One node as it is right after the frame's event: state, log, disk, clock, timers. */
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
      {frame.rows.length > 0 && <Facts rows={frame.rows} />}
      {frame.log !== undefined && frame.log.length > 0 && <Log log={frame.log} />}
      <Disk disk={frame.disk} />
      <Clock frame={frame} />
    </>
  );
}

/** Short values share a line in two columns, long ones have one of their own. */
function Facts({
  rows,
  isList = false,
}: {
  readonly rows: NodeFrame["rows"];
  readonly isList?: boolean;
}): ReactNode {
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label} className={isList || label.length + value.length > 17 ? "long" : ""}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SHOWN_CELLS = 9;

function Log({ log }: { readonly log: NonNullable<NodeFrame["log"]> }): ReactNode {
  const shown = log.slice(-SHOWN_CELLS);
  const open = log.filter((cell) => !cell.committed).length;
  return (
    <>
      <h3>
        <span>Log: term of each entry</span>
        <span>{open === 0 ? "all committed" : `${countText(open)} not committed`}</span>
      </h3>
      <ol className="log">
        {shown.map(({ index, term, label, committed }) => {
          const { fill, text } = termColor(term);
          return (
            <li key={index} className={committed ? "" : "open"}>
              <span className="log-index">{index}</span>
              <b
                style={
                  committed
                    ? { background: fill, color: text }
                    : { borderColor: `color-mix(in srgb, ${fill} 55%, var(--ink))` }
                }
              >
                {term}
              </b>
              <span title={label}>{label}</span>
              {!committed && <span className="visually-hidden">not committed</span>}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Disk({ disk }: { readonly disk: NodeFrame["disk"] }): ReactNode {
  const rows: (readonly [string, string])[] = [
    ...disk.cells,
    ...disk.files.map(
      ([file, length]) => [file, length === 1 ? "1 entry" : `${countText(length)} entries`] as const,
    ),
  ];
  if (rows.length === 0 && disk.pendingWrites === 0) return null;
  return (
    <>
      <h3>
        <span>Disk: what a restart finds</span>
        <span className={disk.lying ? "look-fault" : ""}>
          {disk.lying
            ? "loses what it acknowledges"
            : disk.pendingWrites > 0
              ? `${disk.pendingWrites} writes not synced`
              : "all synced"}
        </span>
      </h3>
      <Facts rows={rows} isList />
    </>
  );
}

function Clock({ frame }: { readonly frame: NodeFrame }): ReactNode {
  const nowUs = useRun((state) => state.frame?.timeUs ?? 0);
  const { localUs, driftPpm } = frame.clock;
  const offUs = localUs - nowUs;
  const timers = frame.timers.toSorted((a, b) => a.dueUs - b.dueUs).slice(0, 8);
  return (
    <>
      <h3>
        <span>Timers and clock</span>
        <span>
          {driftPpm === 0
            ? "no drift"
            : `${countText(Math.abs(driftPpm))} ppm ${driftPpm > 0 ? "fast" : "slow"}`}
        </span>
      </h3>
      <dl className="facts">
        {timers.map(({ name, dueUs }) => (
          <div key={`${name} ${dueUs}`} className="long">
            <dt>{name}</dt>
            <dd>
              fires at {secondsText(dueUs)}, in {durationText(Math.max(0, dueUs - nowUs))}
            </dd>
          </div>
        ))}
        <div className="long">
          <dt>its clock</dt>
          <dd>
            {clockText(localUs)} s
            {Math.abs(offUs) < 1
              ? ""
              : `, ${durationText(Math.abs(offUs))} ${offUs > 0 ? "ahead" : "behind"}`}
          </dd>
        </div>
      </dl>
    </>
  );
}
