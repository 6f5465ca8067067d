import { Suspense, type ReactNode } from "react";
import type { CheckView, Judgement, Verdict } from "../../session/index.ts";
import { metricText } from "../format/metric.ts";
import { countText, secondsText } from "../format/time.ts";
import { commitPrediction, isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { onDemand } from "../parts/on-demand.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { operationText, type Operation } from "../run/operations.ts";
import { goToEvent } from "../state/go-to.ts";
import { useRun } from "../state/run-store.ts";
import { setView } from "../state/view-store.ts";

const StrongestLine = onDemand(async () => (await import("../map/strongest-line.tsx")).StrongestLine);

/** What holds over the whole run, and where to look when it does not. */
export function Verdicts(): ReactNode {
  const judgement = useRun((state) => state.judgement);
  const done = useRun((state) => state.done);
  const budget = useRun((state) => state.budget);
  const computedUs = useRun((state) => state.computedUs);
  const withheld = useLesson(isWithheld);
  return (
    <>
      <h2 id="verdicts" className="panel-label">
        Verdicts on the whole run
      </h2>
      {budget !== undefined && <p className="budget">The run stopped: it exceeds its budget of {budget}.</p>}
      {withheld ? (
        <p className="quiet">
          Shown once you have made your prediction.{" "}
          <button type="button" className="textual" onClick={() => commitPrediction("skipped", "")}>
            Show them now
          </button>
        </p>
      ) : judgement !== undefined ? (
        <Judged judgement={judgement} />
      ) : (
        <p className="quiet">
          {done ? "Checking…" : `Computed to ${secondsText(computedUs, 1)} s; judged at the end.`}
        </p>
      )}
    </>
  );
}

function Operations({ operations }: { readonly operations: Judgement["operations"] }): ReactNode {
  const { invoke, ok, fail, info } = operations;
  if (invoke === 0) return null;
  const waiting = invoke - ok - fail - info;
  return (
    <p className="operation-counts">
      {countText(invoke)} operations: {countText(ok)} ok, {countText(fail)} fail, {countText(info)} unknown
      {waiting > 0 && `, ${countText(waiting)} waiting`}
    </p>
  );
}

function Judged({ judgement }: { readonly judgement: Judgement }): ReactNode {
  const first = useRun((state) => state.data?.violations[0]);
  return (
    <>
      {first !== undefined && (
        <p className="first-violation">
          <button type="button" className="outline" onClick={() => goToEvent(first.event)}>
            Jump to the first violation
          </button>
        </p>
      )}
      <ul className="verdicts">
        {judgement.checks.map((check) => (
          <Check key={check.name} check={check} />
        ))}
      </ul>
      <Suspense fallback={null}>
        <StrongestLine />
      </Suspense>
      {judgement.claims.length > 0 && (
        <>
          <h3>
            <span>What the lesson claims</span>
          </h3>
          <ul className="verdicts claims">
            {judgement.claims.map(({ say, verdict, found, expect }) => (
              <li key={say}>
                <VerdictMark verdict={verdict} word={TRUTH[verdict]} />
                <span>
                  {say}
                  {verdict !== "valid" && (
                    <span className="quiet">
                      {" "}
                      expected {expect}; {found}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Operations operations={judgement.operations} />
      {judgement.metrics.length > 0 && <Metrics metrics={judgement.metrics} />}
    </>
  );
}

/** A claim is a sentence: "valid: it is not linearizable" could be read either way. */
const TRUTH: Readonly<Record<Verdict, string>> = { valid: "true", invalid: "false", unknown: "unknown" };

function Check({ check }: { readonly check: CheckView }): ReactNode {
  const { name, verdict, why } = check;
  return (
    <li>
      <VerdictMark verdict={verdict} />
      <span>
        {name}
        {verdict !== "valid" && why !== "" && <span className="quiet"> {why}</span>}
        {verdict === "invalid" && <Evidence check={check} />}
      </span>
    </li>
  );
}

/** The ways to what shows it. */
function Evidence({ check: { event, witness } }: { readonly check: CheckView }): ReactNode {
  return (
    <span className="evidence">
      {event !== undefined && (
        <button type="button" className="textual" onClick={() => goToEvent(event)}>
          Show it
        </button>
      )}
      {witness !== undefined && witness.length > 0 && <Witness entries={witness} />}
    </span>
  );
}

const MOST_WITNESSES = 6;

/** The operations that cannot be explained together, each with its way there; all of them are marked in the history. */
function Witness({ entries }: { readonly entries: readonly number[] }): ReactNode {
  const operations = useRun((state) => state.data?.operations);
  const names = useRun((state) => state.info?.nodes);
  const found = entries.flatMap((entry) => operations?.ofEntry(entry) ?? []);
  const witnesses = [...new Set(found)].sort((a, b) => a.index - b.index);
  return (
    <>
      <span className="quiet">Witness:</span>
      {witnesses.slice(0, MOST_WITNESSES).map((operation) => (
        <button
          key={operation.index}
          type="button"
          className="textual"
          onClick={() => showOperation(operation)}
        >
          {names?.[operation.node]?.name} {operationText(operation, operation.outcome)}
        </button>
      ))}
      {witnesses.length > MOST_WITNESSES && (
        <button type="button" className="textual" onClick={() => setView({ tab: "history" })}>
          {witnesses.length - MOST_WITNESSES} more, in the history
        </button>
      )}
    </>
  );
}

/** What a client was told is the evidence: the playhead goes to when it was. */
function showOperation({ index, invokeEvent, completeEvent }: Operation): void {
  setView({ tab: "history" });
  const event = Number.isFinite(completeEvent) ? completeEvent : invokeEvent;
  goToEvent(event, { kind: "operation", index });
}

function Metrics({ metrics }: { readonly metrics: Judgement["metrics"] }): ReactNode {
  return (
    <>
      <h3>
        <span>Metrics</span>
      </h3>
      <dl className="facts">
        {metrics.map(([name, value, unit]) => (
          <div key={name} className="long">
            <dt>{name}</dt>
            <dd>{metricText(value, unit)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
