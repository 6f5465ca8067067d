import { isLeadingRole, valuesOf } from "../../base/index.ts";
import { valueText, type Operation } from "../../history/index.ts";
import type { CheckResult } from "../checks.ts";
import { windowOf, type RunView } from "../metrics/metric.ts";
import { findMetric } from "../metrics/registry.ts";
import { leaderAt, rolesAt } from "../metrics/role-history.ts";
import type { Call } from "./expression.ts";
import type { QuestionName } from "./questions.ts";

/** A run that is over, as claims see it. */
export interface JudgedRun {
  readonly view: RunView;
  readonly checks: readonly CheckResult[];
}

/** The answer to a question: `null` is none. A verdict that is itself unknown makes the claim unknown. */
export type Answer = { readonly value: boolean | number | string | null } | { readonly unknown: string };

/** How each question is answered; apart from the questions, because a document is read without this. */
export const answers: Readonly<Record<QuestionName, (call: Call, run: JudgedRun) => Answer>> = {
  check: (call, run) => ({ value: checkOf(call, run)?.verdict ?? "unknown" }),
  violated(call, run) {
    const check = checkOf(call, run);
    if (check === undefined || check.verdict === "unknown")
      return { unknown: check?.why ?? "the check did not run" };
    return { value: check.verdict === "invalid" };
  },
  metric: ({ args, times }, { view }) => ({ value: metricValue(args[0]!, times, view) }),
  leader({ times }, { view }) {
    const leader = leaderAt(view.notes, times.at ?? Infinity);
    return { value: leader === undefined ? null : view.cluster.nameOf(leader.node) };
  },
  leaders({ times }, { view }) {
    const roles = Array.from(rolesAt(view.notes, times.at ?? Infinity).values());
    return { value: roles.filter(({ isUp, role }) => isUp && isLeadingRole(role)).length };
  },
  role: (call, run) => ({ value: roleOf(call, run)?.role || null }),
  term: (call, run) => ({ value: roleOf(call, run)?.term ?? null }),
  candidates({ args }, { view }) {
    const standing = view.notes.filter(
      ({ kind, text, value }) => kind === "role" && text === "candidate" && value === Number(args[0]),
    );
    return { value: new Set(standing.map(({ node }) => node)).size };
  },
  outcome: (call, run) => ({ value: operationOf(call, run)?.type ?? null }),
  answer(call, run) {
    const output = operationOf(call, run)?.output ?? null;
    return { value: typeof output === "object" && output !== null ? valueText(output) : output };
  },
  count({ args, times }, { view }) {
    const { notes } = windowOf(view, times.from ?? 0, times.to ?? Infinity);
    return { value: notes.filter(({ kind }) => kind === args[0]).length };
  },
};

function checkOf({ args }: Call, { checks }: JudgedRun): CheckResult | undefined {
  return checks.find(({ name }) => name === args[0]);
}

/** In the units of expressions: µs, and events per µs. */
function metricValue(name: string, { from, to }: Call["times"], view: RunView): number | null {
  const metric = findMetric(name)!;
  const value = metric.compute(
    from === undefined && to === undefined ? view : windowOf(view, from ?? 0, to ?? Infinity),
  );
  if (value === null) return null;
  if (metric.unit === "ms") return value * 1000;
  return metric.unit === "per s" ? value / 1e6 : value;
}

function roleOf({ args, times }: Call, { view }: JudgedRun): { role: string; term: number } | undefined {
  const node = view.cluster.nodes.find(({ name }) => name === args[0])!;
  return rolesAt(view.notes, times.at ?? Infinity).get(node.id);
}

function operationOf({ args }: Call, { view }: JudgedRun): Operation | undefined {
  const client = view.cluster.nodes.find(({ name }) => name === args[0])!;
  const history = valuesOf(view.cluster.history);
  const own = view.operations.filter((operation) => history[operation.invokeEntry]!.node === client.id);
  return own[Number(args[1]) - 1];
}
