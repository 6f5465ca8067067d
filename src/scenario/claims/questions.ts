import { isLeadingRole, valuesOf } from "../../base/index.ts";
import { valueText, type Operation } from "../../history/index.ts";
import type { CheckResult } from "../checks.ts";
import { windowOf, type RunView, type Unit } from "../metrics/metric.ts";
import { findMetric, metricNames } from "../metrics/registry.ts";
import { leaderAt, rolesAt } from "../metrics/role-history.ts";
import type { Call, Kind, TimeName } from "./expression.ts";

/** A run that is over, as claims see it. */
export interface JudgedRun {
  readonly view: RunView;
  readonly checks: readonly CheckResult[];
}

/** Names that an expression may use. */
export interface KnownNames {
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  readonly checks: readonly string[];
}

/** What an argument is: decides what is accepted. */
export type ArgumentKind = "check" | "metric" | "replica" | "client" | "ordinal" | "note";

/** The answer to a question: `null` is none. A verdict that is itself unknown makes the claim unknown. */
export type Answer = { readonly value: boolean | number | string | null } | { readonly unknown: string };

/** A function of the claim language. */
export interface Question {
  /** How it is written, for the reference. */
  readonly form: string;
  readonly says: string;
  readonly args: readonly ArgumentKind[];
  readonly times: readonly TimeName[];
  kindOf(args: readonly string[]): Kind;
  /** Why it cannot be asked like this; undefined when it can. */
  refuses?(args: readonly string[], times: Call["times"]): string | undefined;
  answer(call: Call, run: JudgedRun): Answer;
}

const KIND_OF_UNIT: Readonly<Record<Unit, Kind>> = { ms: "duration", "per s": "rate", "": "number" };

/** Every function of the claim language. A new one is an entry here. */
export const questions: Readonly<Record<string, Question>> = {
  check: {
    form: "check(linearizable)",
    says: "The verdict of a check: valid, invalid or unknown.",
    args: ["check"],
    times: [],
    kindOf: () => "verdict",
    answer: (call, run) => ({ value: checkOf(call, run)?.verdict ?? "unknown" }),
  },
  violated: {
    form: "violated(raft/log-matching)",
    says: "True when the check found the property broken.",
    args: ["check"],
    times: [],
    kindOf: () => "boolean",
    answer(call, run) {
      const check = checkOf(call, run);
      if (check === undefined || check.verdict === "unknown")
        return { unknown: check?.why ?? "the check did not run" };
      return { value: check.verdict === "invalid" };
    },
  },
  metric: {
    form: "metric(latency p99, from=2s, to=6s)",
    says: "A metric, over the whole run or a part of it; none where the run gives no number.",
    args: ["metric"],
    times: ["from", "to"],
    kindOf: ([name]) => KIND_OF_UNIT[findMetric(name!)!.unit],
    refuses: ([name], { from, to }) =>
      findMetric(name!)!.hasWindow || (from === undefined && to === undefined)
        ? undefined
        : `${name} can only be taken over the whole run`,
    answer: ({ args, times }, { view }) => ({ value: metricValue(args[0]!, times, view) }),
  },
  leader: {
    form: "leader(at=3s)",
    says: "The node that is up and leads in the highest term, or none; at the end unless a time is given.",
    args: [],
    times: ["at"],
    kindOf: () => "node",
    answer({ times }, { view }) {
      const leader = leaderAt(view.notes, times.at ?? Infinity);
      return { value: leader === undefined ? null : view.cluster.nameOf(leader.node) };
    },
  },
  leaders: {
    form: "leaders(at=3s)",
    says: "How many nodes that are up believe that they lead.",
    args: [],
    times: ["at"],
    kindOf: () => "number",
    answer({ times }, { view }) {
      const roles = Array.from(rolesAt(view.notes, times.at ?? Infinity).values());
      return { value: roles.filter(({ isUp, role }) => isUp && isLeadingRole(role)).length };
    },
  },
  role: {
    form: "role(n1, at=3s)",
    says: "A node's role, such as leader, primary or follower; none while it is down.",
    args: ["replica"],
    times: ["at"],
    kindOf: () => "role",
    answer: (call, run) => ({ value: roleOf(call, run)?.role || null }),
  },
  term: {
    form: "term(n1, at=3s)",
    says: "A node's term.",
    args: ["replica"],
    times: ["at"],
    kindOf: () => "number",
    answer: (call, run) => ({ value: roleOf(call, run)?.term ?? null }),
  },
  candidates: {
    form: "candidates(1)",
    says: "How many nodes stood for election in a term.",
    args: ["ordinal"],
    times: [],
    kindOf: () => "number",
    answer({ args }, { view }) {
      const standing = view.notes.filter(
        ({ kind, text, value }) => kind === "role" && text === "candidate" && value === Number(args[0]),
      );
      return { value: new Set(standing.map(({ node }) => node)).size };
    },
  },
  outcome: {
    form: "outcome(c1, 2)",
    says: "How a client's operation ended, counted from 1 in order of invocation: ok, fail or info; none if it was never begun.",
    args: ["client", "ordinal"],
    times: [],
    kindOf: () => "outcome",
    answer: (call, run) => ({ value: operationOf(call, run)?.type ?? null }),
  },
  answer: {
    form: "answer(c1, 2)",
    says: "What a client's operation returned; none if it did not end ok or returned nothing.",
    args: ["client", "ordinal"],
    times: [],
    kindOf: () => "value",
    answer(call, run) {
      const output = operationOf(call, run)?.output ?? null;
      return { value: typeof output === "object" && output !== null ? valueText(output) : output };
    },
  },
  count: {
    form: "count(elected, from=2s, to=6s)",
    says: "How many notes of a kind the run made: elected, role, status, fault, …",
    args: ["note"],
    times: ["from", "to"],
    kindOf: () => "number",
    answer({ args, times }, { view }) {
      const { notes } = windowOf(view, times.from ?? 0, times.to ?? Infinity);
      return { value: notes.filter(({ kind }) => kind === args[0]).length };
    },
  },
};

/** Every argument that is accepted; undefined where anything of the right form is. */
export function acceptedArguments(kind: ArgumentKind, known: KnownNames): readonly string[] | undefined {
  switch (kind) {
    case "check":
      return known.checks;
    case "metric":
      return metricNames;
    case "replica":
      return known.replicas;
    case "client":
      return known.clients;
    case "ordinal":
    case "note":
      return undefined;
  }
}

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
