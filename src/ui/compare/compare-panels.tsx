import type { ReactNode } from "react";
import type { CheckView, Judgement, Verdict } from "../../session/index.ts";
import { metricText } from "../format/metric.ts";
import { commitPrediction, isWithheld, useLesson } from "../lesson/lesson-store.ts";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { useCompared, useRun } from "../state/run-store.ts";
import { differingRows } from "./differing-nodes.ts";
import "./compare.css";

/** What of a node is another in the other run, at the playhead. */
export function NodeDifference({ node }: { readonly node: number }): ReactNode {
  const a = useRun((state) => state.frame?.nodes[node]);
  const b = useCompared((state) => state.frame?.nodes[node]);
  if (a === undefined || b === undefined) return null;
  const { rows, same } = differingRows(a, b);
  if (rows.length === 0) return <p className="quiet compare-same">The same in A and B.</p>;
  return (
    <table className="compare-table">
      <Heads what="differs" />
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{row.a ?? "–"}</td>
            <td>{row.b ?? "–"}</td>
          </tr>
        ))}
      </tbody>
      <caption>{same === 0 ? "" : `${same} more are alike.`}</caption>
    </table>
  );
}

function Heads({ what }: { readonly what: string }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">{what}</th>
        <th scope="col">A</th>
        <th scope="col" className="of-b">
          B
        </th>
      </tr>
    </thead>
  );
}

/** Verdicts, metrics and counts of both runs side by side; what differs stands out. */
export function CompareVerdicts(): ReactNode {
  const a = useRun((state) => state.judgement);
  const b = useCompared((state) => state.judgement);
  const withheld = useLesson(isWithheld);
  return (
    <section className="panel">
      <h2 className="panel-label">A and B over the whole run</h2>
      {withheld ? (
        <p className="quiet">
          Shown once you have made your prediction.{" "}
          <button type="button" className="textual" onClick={() => commitPrediction("skipped", "")}>
            Show them now
          </button>
        </p>
      ) : (
        <>
          <Verdicts a={a} b={b} />
          <Numbers a={a} b={b} />
        </>
      )}
    </section>
  );
}

interface Both {
  readonly a: Judgement | undefined;
  readonly b: Judgement | undefined;
}

function Verdicts({ a, b }: Both): ReactNode {
  const names = namesOf(a?.checks, b?.checks);
  if (names.length === 0) return null;
  return (
    <table className="compare-table">
      <Heads what="check" />
      <tbody>
        {names.map((name) => {
          const [left, right] = [verdictOf(a?.checks, name), verdictOf(b?.checks, name)];
          return (
            <tr key={name} className={left === right ? "" : "differs"}>
              <th scope="row">{name}</th>
              <td>{left === undefined ? "…" : <VerdictMark verdict={left} />}</td>
              <td>{right === undefined ? "…" : <VerdictMark verdict={right} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Numbers({ a, b }: Both): ReactNode {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  if (names.length === 0) return <p className="quiet">Judged once the runs are over.</p>;
  return (
    <table className="compare-table numbers">
      <Heads what="metric" />
      <tbody>
        {names.map((name) => (
          <tr key={name} className={left.get(name) === right.get(name) ? "" : "differs"}>
            <th scope="row">{name}</th>
            <td>{left.get(name) ?? "…"}</td>
            <td>{right.get(name) ?? "…"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function namesOf(a: readonly CheckView[] = [], b: readonly CheckView[] = []): string[] {
  return [...new Set([...a, ...b].map(({ name }) => name))];
}

function verdictOf(checks: readonly CheckView[] | undefined, name: string): Verdict | undefined {
  return checks?.find((check) => check.name === name)?.verdict;
}

function numbersOf(judgement: Judgement | undefined): Map<string, string> {
  if (judgement === undefined) return new Map();
  const { invoke, ok, fail, info } = judgement.operations;
  const counts = { "operations begun": invoke, ok, fail, unknown: info };
  return new Map([
    ...judgement.metrics.map(([name, value, unit]) => [name, metricText(value, unit)] as const),
    ...Object.entries(counts).map(([name, value]) => [name, String(value)] as const),
  ]);
}
