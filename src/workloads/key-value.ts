import * as z from "zod";
import { formatDuration } from "../base/index.ts";
import {
  distribution,
  duration,
  keyedUnion,
  rate,
  wholeNumber,
  type NodeId,
  type Operation,
} from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import { createClient } from "./client.ts";
import type { BuiltClient, Surroundings, WorkloadKind, WorkloadProblem } from "./workload-kind.ts";
import { name, popularity } from "./workload-fields.ts";
import type { Arrivals, ClientOptions, OperationName, Step, Target, Workload } from "./workload.ts";

const TARGET_WORDS: readonly Target[] = ["leader-hint", "random", "sticky"];

/** What may be set for one client. */
const behaviour = {
  target: z
    .string()
    .describe("where an operation is sent first: leader-hint, random, sticky, or a node's name"),
  timeout: duration
    .refine((us) => us > 0, "a timeout must last")
    .describe("an attempt that is not answered within this is repeated elsewhere"),
  deadline: duration
    .refine((us) => us > 0, "a deadline of 0 lets no operation happen")
    .describe("after this the client gives up"),
  backoff: duration.describe("wait before asking again when no leader is known; doubles up to 16 times"),
  retry: z.boolean().describe("false: one attempt is all"),
  operations: wholeNumber(0).describe("drawn operations a client, at most"),
};

const value: z.ZodType<Value> = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The forms of an operation that is spelt out, told apart by its name. */
const operations = {
  read: z.strictObject({ read: name.describe("the key") }),
  write: z.strictObject({ write: z.tuple([name, value]).describe("key and value") }),
  cas: z.strictObject({ cas: z.tuple([name, value, value]).describe("key, expected and new value") }),
};

const stepFields = {
  at: duration.describe("when, from the start"),
  client: name.describe("who"),
};

/** The forms of a script's entries. */
const scriptSteps = {
  read: z.strictObject({ ...stepFields, ...operations.read.shape }),
  write: z.strictObject({ ...stepFields, ...operations.write.shape }),
  cas: z.strictObject({ ...stepFields, ...operations.cas.shape }),
};

const weight = z.number().min(0).max(1_000_000);

const schema = z.strictObject({
  kind: z.literal("key-value").optional().describe("the kind of workload"),
  clients: z
    .union([wholeNumber(1, 2_000), z.array(name).min(1)])
    .prefault(1)
    .describe("how many clients, c1 to cN; or their names"),
  rate: rate.optional().describe("open loop: operations that all clients together begin in a time"),
  arrivals: z.enum(["poisson", "constant"]).default("poisson").describe("open loop: the gaps between them"),
  think: distribution.optional().describe("closed loop: from an answer to the client's next operation"),
  mix: z
    .strictObject({ read: weight.default(0), write: weight.default(0), cas: weight.default(0) })
    .refine((mix) => mix.read + mix.write + mix.cas > 0, "at least one weight must be more than 0")
    .prefault({ read: 50, write: 40, cas: 10 })
    .describe("weights of the operations"),
  keys: z
    .union([wholeNumber(1, 1_000_000), z.array(name).min(1)])
    .prefault(1)
    .describe("how many keys, or their names"),
  popularity: popularity.prefault("uniform").describe("uniform, or zipf(α): key r in proportion to 1 / r^α"),
  from: duration.prefault("0").describe("drawn operations begin no earlier"),
  until: duration.optional().describe("drawn operations begin before this"),
  operations: behaviour.operations.optional(),
  target: behaviour.target.default("leader-hint"),
  timeout: behaviour.timeout.prefault("500ms"),
  deadline: behaviour.deadline.prefault("2s"),
  backoff: behaviour.backoff.prefault("20ms"),
  retry: behaviour.retry.default(true),
  overrides: z
    .record(name, z.strictObject(behaviour).partial())
    .default({})
    .describe("what is different for one client, by its name"),
  script: z
    .array(keyedUnion("an operation of a script", scriptSteps))
    .default([])
    .describe("operations spelt out"),
});

type Options = z.output<typeof schema>;

/** Clients that read, write and compare-and-set the value of each key. */
export const keyValue: WorkloadKind<Options> = {
  name: "key-value",
  says: "Clients read, write and compare-and-set the value of each key.",
  schema,
  operations,
  toOperation: (form) => toOperation(form as OperationForm),
  clientNames: (options) => namesOf(options.clients, "c"),
  problems,
  build,
};

function problems(options: Options, { nodeIds, untilUs }: Surroundings): WorkloadProblem[] {
  const clients = namesOf(options.clients, "c");
  const targets = [...TARGET_WORDS.map(String), ...nodeIds.keys()];
  return [
    ...arrivalProblems(options),
    ...unknown(["target"], "target", options.target, targets),
    ...Object.entries(options.overrides).flatMap(([client, { target }]) => [
      ...unknown(["overrides", client], "client", client, clients),
      ...unknown(["overrides", client, "target"], "target", target ?? "random", targets),
    ]),
    ...options.script.flatMap((entry, index) => stepProblems(entry, index, clients, untilUs)),
  ];
}

function arrivalProblems({ rate: perUs, think, script }: Options): WorkloadProblem[] {
  const accepted = ["rate (open loop)", "think (closed loop)"];
  if (perUs !== undefined && think !== undefined) {
    return [
      {
        path: ["think"],
        atKey: true,
        problem: "clients are either open loop (rate) or closed loop (think), not both",
        accepted,
      },
    ];
  }
  if (perUs !== undefined || think !== undefined || script.length > 0) return [];
  return [
    {
      path: [],
      atKey: true,
      problem: "the workload does nothing: it needs rate, think or script",
      accepted: [...accepted, "script"],
    },
  ];
}

function stepProblems(
  entry: Options["script"][number],
  index: number,
  clients: readonly string[],
  untilUs: number,
): WorkloadProblem[] {
  const path = ["script", index];
  const late = {
    path: [...path, "at"],
    problem: `the operation is at ${formatDuration(entry.at)}, but the run ends at ${formatDuration(untilUs)}`,
  };
  return [
    ...unknown([...path, "client"], "client", entry.client, clients),
    ...(entry.at < untilUs ? [] : [late]),
  ];
}

function unknown(
  path: WorkloadProblem["path"],
  what: string,
  found: string,
  accepted: readonly string[],
): WorkloadProblem[] {
  return accepted.includes(found)
    ? []
    : [{ path, problem: `unknown ${what} "${found}"`, found, accepted, names: accepted }];
}

function build(options: Options, surroundings: Surroundings): readonly BuiltClient[] {
  const names = namesOf(options.clients, "c");
  const program = createClient(toWorkload(options, names));
  return names.map((client, index) => ({
    name: client,
    program,
    options: toClientOptions(options, client, index, surroundings),
  }));
}

function toWorkload(options: Options, clients: readonly string[]): Workload {
  const steps = options.script.map((entry) => toStep(entry, clients));
  const numbers = steps.flatMap((step) => [step.value].flat()).filter((part) => typeof part === "number");
  return {
    clients: clients.length,
    arrivals: toArrivals(options, clients.length),
    mix: options.mix,
    keys: typeof options.keys === "number" ? keyNames(options.keys) : options.keys,
    popularity: options.popularity,
    fromUs: options.from,
    untilUs: options.until ?? Infinity,
    valuesAbove: Math.ceil(numbers.reduce((most, number) => Math.max(most, number), 0)),
    steps,
  };
}

function toArrivals({ rate: perUs, arrivals, think }: Options, clients: number): Arrivals {
  if (perUs !== undefined && perUs > 0) {
    const gapUs = clients / perUs;
    const gap =
      arrivals === "poisson"
        ? { kind: "exponential" as const, meanUs: gapUs }
        : { kind: "constant" as const, us: gapUs };
    return { kind: "open", gap };
  }
  return think === undefined ? { kind: "none" } : { kind: "closed", think };
}

function toStep(entry: Options["script"][number], clients: readonly string[]): Step {
  return { atUs: entry.at, client: clients.indexOf(entry.client), ...toOperation(entry) };
}

type OperationForm = z.output<(typeof operations)[keyof typeof operations]>;

function toOperation(form: OperationForm): Operation & { readonly f: OperationName } {
  if ("read" in form) return { f: "read", key: form.read, value: null };
  if ("write" in form) return { f: "write", key: form.write[0], value: form.write[1] };
  return { f: "cas", key: form.cas[0], value: [form.cas[1], form.cas[2]] };
}

function toClientOptions(
  options: Options,
  client: string,
  index: number,
  { nodeIds }: Surroundings,
): ClientOptions {
  const own = options.overrides[client] ?? {};
  const target = own.target ?? options.target;
  return {
    index,
    target: nodeIds.get(target) ?? (target as Exclude<Target, NodeId>),
    timeoutUs: own.timeout ?? options.timeout,
    deadlineUs: own.deadline ?? options.deadline,
    backoffUs: own.backoff ?? options.backoff,
    retry: own.retry ?? options.retry,
    limit: own.operations ?? options.operations ?? Number.MAX_SAFE_INTEGER,
  };
}

/** Three keys or fewer are x, y, z; more are k1 to kN. */
function keyNames(count: number): readonly string[] {
  return count <= 3 ? ["x", "y", "z"].slice(0, count) : namesOf(count, "k");
}

function namesOf(countOrNames: number | readonly string[], letter: string): readonly string[] {
  if (typeof countOrNames !== "number") return countOrNames;
  return Array.from({ length: countOrNames }, (_, index) => `${letter}${index + 1}`);
}
