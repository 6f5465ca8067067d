import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { durationText, secondsText } from "../format/time.ts";
import { isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { CloseIcon, DoneIcon } from "../parts/icons.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { operationText, Operations, outcomeAt, type Operation, type Outcome } from "../run/operations.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { pause, seekEvent } from "../state/player.ts";
import { useRun } from "../state/run-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { revealRow, useVirtualRows } from "./use-virtual-rows.ts";
import "./tables.css";

const ROW = 28;

/** What clients saw: every operation that was invoked so far, its outcome, and the witness of a verdict. */
export function HistoryTable(): ReactNode {
  const data = useRun((state) => state.data);
  useRun((state) => state.version);
  const count = usePlayhead((state) => Operations.countUntil(data?.operations.all ?? [], state.seenEvent));
  return (
    <div className="table-view">
      <Summary count={count} />
      {count === 0 ? (
        <p className="table-empty">No client has asked for anything yet.</p>
      ) : (
        <Rows list={data?.operations.all ?? []} count={count} />
      )}
    </div>
  );
}

function Summary({ count }: { readonly count: number }): ReactNode {
  const judgement = useRun((state) => state.judgement);
  const withheld = useLesson(isWithheld);
  const ofHistory = judgement?.checks.filter((check) => !check.name.includes("/")) ?? [];
  return (
    <div className="table-tools">
      <span className="quiet">{count} operations played</span>
      {!withheld &&
        ofHistory.map(({ name, verdict, why }) => (
          <span key={name} className="table-verdict">
            <VerdictMark verdict={verdict} /> {name}
            {verdict !== "valid" && <span className="quiet"> {why}</span>}
          </span>
        ))}
    </div>
  );
}

function Rows({ list, count }: { readonly list: readonly Operation[]; readonly count: number }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, above, below } = useVirtualRows(scroller, count, ROW);
  const selected = useSelection(({ selection }) => (selection.kind === "operation" ? selection.index : -1));
  const event = usePlayhead((state) => state.event);
  const seenEvent = usePlayhead((state) => state.seenEvent);
  const witness = useWitness();
  const current = Operations.countUntil(list, event) - 1;
  const shown = selected >= 0 ? selected : current;
  useEffect(() => {
    if (scroller.current !== null && shown >= 0)
      revealRow(scroller.current, Math.min(shown, count - 1), ROW, ROW);
  }, [shown, count]);
  return (
    <div ref={scroller} className="table-scroll">
      <table aria-label="History" aria-rowcount={count + 1}>
        <thead>
          <tr>
            <th>client</th>
            <th className="number">s</th>
            <th>operation</th>
            <th>outcome</th>
            <th className="number wide">took</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {list.slice(first, last).map((operation) => (
            <HistoryRow
              key={operation.index}
              operation={operation}
              event={seenEvent}
              isSelected={operation.index === selected}
              isWitness={witness.has(operation.index)}
            />
          ))}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly operation: Operation;
  readonly event: number;
  readonly isSelected: boolean;
  readonly isWitness: boolean;
}

function HistoryRow({ operation, event, isSelected, isWitness }: RowProps): ReactNode {
  const name = useRun((state) => state.info?.nodes[operation.node]?.name);
  const outcome = outcomeAt(operation, event);
  const choose = (): void => {
    pause();
    seekEvent(operation.invokeEvent);
    select({ kind: "operation", index: operation.index });
  };
  return (
    <tr
      className={`${isSelected ? "selected" : ""} ${isWitness ? "witness" : ""}`}
      aria-rowindex={operation.index + 2}
      aria-selected={isSelected}
      onClick={choose}
    >
      <td>{name}</td>
      <td className="number">{secondsText(operation.invokeUs)}</td>
      <td>
        <button type="button" className="row-button" aria-pressed={isSelected} onClick={choose}>
          {operationText(operation, outcome)}
        </button>
        {isWitness && <span className="witness-word">witness</span>}
      </td>
      <td className={`outcome-${outcome}`}>
        <span className="outcome-sign">{SIGNS[outcome]}</span> {outcome === "open" ? "waits" : outcome}
        {outcome !== "open" && operation.error !== undefined && (
          <span className="quiet"> {operation.error}</span>
        )}
      </td>
      <td className="number wide">
        {outcome === "open" ? "" : durationText(operation.completeUs - operation.invokeUs)}
      </td>
    </tr>
  );
}

/** Drawn, since the bundled type has no tick and no cross; the word beside them says the same. */
const SIGNS: Readonly<Record<Outcome, ReactNode>> = {
  ok: <DoneIcon />,
  fail: <CloseIcon />,
  info: <span aria-hidden="true">?</span>,
  open: <span aria-hidden="true">…</span>,
};

/** The operations that make up the witness of whatever was found invalid. */
function useWitness(): ReadonlySet<number> {
  const judgement = useRun((state) => state.judgement);
  const data = useRun((state) => state.data);
  const withheld = useLesson(isWithheld);
  return useMemo(() => {
    const entries = withheld ? [] : (judgement?.checks.flatMap((check) => check.witness ?? []) ?? []);
    return new Set(entries.flatMap((entry) => data?.operations.ofEntry(entry)?.index ?? []));
  }, [judgement, data, withheld]);
}
