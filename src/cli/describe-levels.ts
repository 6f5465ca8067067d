import { formatDuration } from "../base/index.ts";
import {
  describeOperation,
  worstOf,
  type BudgetExceeded,
  type LevelsReport,
  type LevelWitness,
  type LinearizableResult,
} from "../checkers/index.ts";
import { thousands, verdictMark } from "./print.ts";

/** Operations of a witness that are shown to people; JSON has them all. */
const MOST_SHOWN = 12;

/** For people: a line for each level, then why for each that is not valid, with its witness. */
export function describeLevels(file: string, operations: number, report: LevelsReport): string {
  const entries = Object.entries(report.results);
  const width = Math.max(...entries.map(([name]) => name.length));
  const lines = [`${verdictMark(worstOf(report))}  ${file}  ${thousands(operations)} operations`];
  for (const [name, { verdict, follows }] of entries) {
    const because = follows === undefined ? "" : `  (follows from ${follows})`;
    lines.push(`  ${verdictMark(verdict)}  ${name.padEnd(because === "" ? 0 : width)}${because}`);
  }
  if (report.anomalies !== undefined && report.anomalies.length > 0)
    lines.push(`  anomalies: ${report.anomalies.join(", ")}`);
  for (const [name, { verdict, why, witness, follows }] of entries) {
    if (verdict === "valid" || (follows !== undefined && witness === undefined)) continue;
    lines.push("", `  ${name}: ${why}`);
    if (witness !== undefined) lines.push(...describeWitness(witness));
  }
  return lines.join("\n");
}

function describeWitness({ operations, pattern }: LevelWitness): string[] {
  const lines = pattern === undefined ? [] : [`    pattern: ${pattern}`];
  for (const operation of operations.slice(0, MOST_SHOWN))
    lines.push(`    process ${operation.process}: ${describeOperation(operation)}`);
  const more = operations.length - MOST_SHOWN;
  return more > 0 ? [...lines, `    … and ${thousands(more)} more`] : lines;
}

/** For people: linearizability alone, with the operation that cannot be placed. */
export function describeLinearizable(file: string, result: LinearizableResult, timeUs: number): string {
  const { operations, partitions, witness, budget } = result;
  const size = `${thousands(operations)} operations on ${thousands(partitions)} ${partitions === 1 ? "key" : "keys"}`;
  const lines = [`${verdictMark(result.verdict)}  ${file}  linearizable, ${size}`];
  if (budget !== undefined) lines.push(`  stopped: ${describeBudget(budget, timeUs)}`);
  if (witness === undefined) return lines.join("\n");
  const key = witness.key === undefined ? "" : ` on key ${witness.key}`;
  lines.push(`  ${witness.because}`);
  lines.push(
    `  the first ${thousands(witness.entries)} entries${key} cannot be ordered${witness.isShortest ? ", one less can" : ""}`,
  );
  lines.push(`  after: ${describeOperation(witness.culprit)}`);
  const shown = witness.concurrent.slice(0, MOST_SHOWN);
  for (const operation of shown) lines.push(`  beside: ${describeOperation(operation)}`);
  const more = witness.concurrent.length - shown.length;
  if (more > 0) lines.push(`  … and ${thousands(more)} more`);
  return lines.join("\n");
}

function describeBudget(budget: BudgetExceeded, timeUs: number): string {
  switch (budget.kind) {
    case "steps":
      return `${thousands(budget.limit)} steps were not enough`;
    case "memory":
      return `${thousands(budget.limit)} bytes of memory were not enough`;
    case "stopped":
      return `${formatDuration(timeUs)} of wall time were not enough (--time)`;
  }
}
