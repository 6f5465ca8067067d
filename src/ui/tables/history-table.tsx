import { useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { countText, durationText, secondsText } from "../format/time.ts";
import { isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { CloseIcon, DoneIcon } from "../parts/icons.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { operationText, Operations, outcomeAt, type Operation, type Outcome } from "../run/operations.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useShownWitness, witnessIn } from "../state/witness-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSelection } from "../state/selection-store.ts";
import { useSeenEvent } from "../state/use-seen-event.ts";
import { operationFilter } from "./operation-filter.ts";
import { useMatches, type Found } from "./use-matches.ts";
import { revealRow, useVirtualRows } from "./use-virtual-rows.ts";
import "./tables.css";

const ROW = 28;

/** What clients saw: every operation that was invoked so far, its outcome, and the witness of a verdict. */
export function HistoryTable(): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const [search, setSearch] = useState("");
  useRun((state) => state.version);
  const seenEvent = useSeenEvent();
  const all = data?.operations.all ?? NONE;
  const played = Operations.countUntil(all, seenEvent);
  const filter = useMemo(
    () => (info === undefined ? undefined : operationFilter(info, search)),
    [info, search],
  );
  // An outcome is known only once it was played: what is asked of outcomes is looked for again as that goes on.
  const outcomesAt = filter === undefined || filter.outcomes.length === 0 ? Infinity : seenEvent;
  const isMatch = useMemo(() => {
    if (filter === undefined) return undefined;
    return (index: number): boolean => {
      const operation = all[index]!;
      const { outcomes } = filter;
      return filter.isMatch(operation) && outcomes.every((one) => one === outcomeAt(operation, outcomesAt));
    };
  }, [filter, all, outcomesAt]);
  const found = useMatches(isMatch, played);
  return (
    <div className="table-view">
      <div className="table-tools">
        <input
          type="search"
          value={search}
          placeholder="c1 write x fail"
          aria-label="Find operations"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <output className="quiet">
          {countText(found.count)} operations played{found.isComplete ? "" : ", looking on…"}
        </output>
        <Summary />
      </div>
      {played === 0 ? (
        <p className="table-empty">No client has asked for anything yet.</p>
      ) : (
        <Rows list={all} found={found} isFiltered={isMatch !== undefined} />
      )}
    </div>
  );
}

const NONE: readonly Operation[] = [];

/** The verdicts alone: why is a paragraph, and stands in the inspector. */
function Summary(): ReactNode {
  const judgement = useRun((state) => state.judgement);
  const withheld = useLesson(isWithheld);
  const ofHistory = judgement?.checks.filter((check) => !check.name.includes("/")) ?? [];
  if (withheld) return null;
  return ofHistory.map(({ name, verdict }) => (
    <span key={name} className="table-verdict">
      <VerdictMark verdict={verdict} /> {name}
    </span>
  ));
}

interface RowsProps {
  readonly list: readonly Operation[];
  readonly found: Found;
  readonly isFiltered: boolean;
}

function Rows({ list, found, isFiltered }: RowsProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { count, at } = found;
  const { first, last, above, below } = useVirtualRows(scroller, count, ROW);
  const selected = useSelection(({ selection }) => (selection.kind === "operation" ? selection.index : -1));
  const current = usePlayhead((state) => Operations.countUntil(list, state.event) - 1);
  const seenEvent = useSeenEvent();
  const witness = useWitness();
  const shown = selected >= 0 ? selected : current;
  useEffect(() => {
    if (!isFiltered && scroller.current !== null && shown >= 0)
      revealRow(scroller.current, Math.min(shown, count - 1), count, ROW, ROW);
  }, [shown, count, isFiltered]);
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
          {Array.from({ length: last - first }, (_, index) => {
            const operation = list[at(first + index)];
            return operation === undefined ? null : (
              <HistoryRow
                key={operation.index}
                operation={operation}
                row={first + index}
                event={seenEvent}
                isSelected={operation.index === selected}
                isWitness={witness.has(operation.index)}
              />
            );
          })}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly operation: Operation;
  readonly row: number;
  readonly event: number;
  readonly isSelected: boolean;
  readonly isWitness: boolean;
}

function HistoryRow({ operation, row, event, isSelected, isWitness }: RowProps): ReactNode {
  const name = useRun((state) => state.info?.nodes[operation.node]?.name);
  const outcome = outcomeAt(operation, event);
  const { index, invokeEvent, completeEvent } = operation;
  const choose = (): void => goToEvent(invokeEvent, { kind: "operation", index });
  const chooseAnswer = (click: MouseEvent): void => {
    click.stopPropagation();
    goToEvent(completeEvent, { kind: "operation", index });
  };
  return (
    <tr
      className={`${isSelected ? "selected" : ""} ${isWitness ? "witness" : ""}`}
      aria-rowindex={row + 2}
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
        <span className="outcome-sign">{SIGNS[outcome]}</span>{" "}
        {outcome === "open" ? (
          "waits"
        ) : (
          <button type="button" className="row-button" title="To its completion" onClick={chooseAnswer}>
            {outcome}
            {operation.error !== undefined && <span className="quiet"> {operation.error}</span>}
          </button>
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
  const fromMap = useShownWitness((state) => witnessIn(state, data));
  return useMemo(() => {
    const entries = withheld ? [] : (judgement?.checks.flatMap((check) => check.witness ?? []) ?? []);
    return new Set([...entries.flatMap((entry) => data?.operations.ofEntry(entry)?.index ?? []), ...fromMap]);
  }, [judgement, data, withheld, fromMap]);
}
