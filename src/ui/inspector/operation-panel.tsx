import type { ReactNode } from "react";
import { durationText, secondsText } from "../format/time.ts";
import { operationText, outcomeAt } from "../run/operations.ts";
import { goToEvent } from "../state/go-to.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";

/** One call of a client: what it asked, what it was told, how long that took. */
export function OperationPanel({ index }: { readonly index: number }): ReactNode {
  const operation = useRun((state) => state.data?.operations.all[index]);
  const names = useRun((state) => state.info?.nodes);
  const hasSeveral = useRun((state) => operation && state.data?.operations.hasSeveral(operation.node));
  const seenEvent = usePlayhead((state) => state.seenEvent);
  if (operation === undefined) return null;
  const outcome = outcomeAt(operation, seenEvent);
  const isDone = outcome !== "open";
  return (
    <>
      <h2>
        {operationText(operation, outcome)} <small>{isDone ? outcome : "waits"}</small>
      </h2>
      <dl className="facts">
        <div className="long">
          <dt>client</dt>
          <dd>
            {names?.[operation.node]?.name}
            {hasSeveral === true && `, process ${operation.process}`}
          </dd>
        </div>
        <div className="long">
          <dt>invoked</dt>
          <dd>{secondsText(operation.invokeUs, 6)} s</dd>
        </div>
        {isDone && (
          <div className="long">
            <dt>{outcome}</dt>
            <dd>
              {secondsText(operation.completeUs, 6)} s, after{" "}
              {durationText(operation.completeUs - operation.invokeUs)}
            </dd>
          </div>
        )}
        {isDone && operation.error !== undefined && (
          <div className="long">
            <dt>because</dt>
            <dd>{operation.error}</dd>
          </div>
        )}
      </dl>
      <p className="panel-actions">
        <button type="button" className="textual" onClick={() => goToEvent(operation.invokeEvent)}>
          To its invocation
        </button>
        {isDone && (
          <button type="button" className="textual" onClick={() => goToEvent(operation.completeEvent)}>
            To its completion
          </button>
        )}
      </p>
    </>
  );
}
