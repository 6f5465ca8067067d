import type { Unit } from "../metrics/metric.ts";
import { knownMetric, metricNames } from "../metrics/metric-names.ts";
import type { Call, Kind, TimeName } from "./expression.ts";

/** Names that an expression may use. */
export interface KnownNames {
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  readonly checks: readonly string[];
}

/** What an argument is: decides what is accepted. */
export type ArgumentKind = "check" | "metric" | "replica" | "client" | "ordinal" | "note";

/** A function of the claim language, as documents are read with it; `answers.ts` has how it is answered. */
export interface Question {
  /** How it is written, for the reference. */
  readonly form: string;
  readonly says: string;
  readonly args: readonly ArgumentKind[];
  readonly times: readonly TimeName[];
  kindOf(args: readonly string[]): Kind;
  /** Why it cannot be asked like this; undefined when it can. */
  refuses?(args: readonly string[], times: Call["times"]): string | undefined;
}

const KIND_OF_UNIT: Readonly<Record<Unit, Kind>> = { ms: "duration", "per s": "rate", "": "number" };

const all = {
  check: {
    form: "check(linearizable)",
    says: "The verdict of a check: valid, invalid or unknown.",
    args: ["check"],
    times: [],
    kindOf: () => "verdict",
  },
  violated: {
    form: "violated(raft/log-matching)",
    says: "True when the check found the property broken.",
    args: ["check"],
    times: [],
    kindOf: () => "boolean",
  },
  metric: {
    form: "metric(latency p99, from=2s, to=6s)",
    says: "A metric, over the whole run or a part of it; none where the run gives no number.",
    args: ["metric"],
    times: ["from", "to"],
    kindOf: ([name]) => KIND_OF_UNIT[knownMetric(name!)!.unit],
    refuses: ([name], { from, to }) =>
      knownMetric(name!)!.hasWindow || (from === undefined && to === undefined)
        ? undefined
        : `${name} can only be taken over the whole run`,
  },
  leader: {
    form: "leader(at=3s)",
    says: "The node that is up and leads in the highest term, or none; at the end unless a time is given.",
    args: [],
    times: ["at"],
    kindOf: () => "node",
  },
  leaders: {
    form: "leaders(at=3s)",
    says: "How many nodes that are up believe that they lead.",
    args: [],
    times: ["at"],
    kindOf: () => "number",
  },
  role: {
    form: "role(n1, at=3s)",
    says: "A node's role, such as leader, primary or follower; none while it is down.",
    args: ["replica"],
    times: ["at"],
    kindOf: () => "role",
  },
  term: {
    form: "term(n1, at=3s)",
    says: "A node's term.",
    args: ["replica"],
    times: ["at"],
    kindOf: () => "number",
  },
  candidates: {
    form: "candidates(1)",
    says: "How many nodes stood for election in a term.",
    args: ["ordinal"],
    times: [],
    kindOf: () => "number",
  },
  outcome: {
    form: "outcome(c1, 2)",
    says: "How a client's operation ended, counted from 1 in order of invocation: ok, fail or info; none if it was never begun.",
    args: ["client", "ordinal"],
    times: [],
    kindOf: () => "outcome",
  },
  answer: {
    form: "answer(c1, 2)",
    says: "What a client's operation returned; none if it did not end ok or returned nothing.",
    args: ["client", "ordinal"],
    times: [],
    kindOf: () => "value",
  },
  count: {
    form: "count(elected, from=2s, to=6s)",
    says: "How many notes of a kind the run made: elected, commit, role, status, fault, … The run keeps a trace for it, whoever runs it.",
    args: ["note"],
    times: ["from", "to"],
    kindOf: () => "number",
  },
} satisfies Readonly<Record<string, Question>>;

/** Every function of the claim language. A new one is an entry above and one in `answers.ts`. */
export const questions: Readonly<Record<string, Question>> = all;
export type QuestionName = keyof typeof all;

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
