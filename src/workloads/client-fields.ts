import * as z from "zod";
import { formatDuration } from "../base/index.ts";
import { distribution, duration, rate, wholeNumber, type NodeId, type Program } from "../cluster/index.ts";
import { createClient } from "./client.ts";
import { name } from "./workload-fields.ts";
import type { BuiltClient, Surroundings, WorkloadProblem } from "./workload-kind.ts";
import type { Arrivals, Choices, ClientOptions, Step, Target } from "./workload.ts";

const TARGET_WORDS: readonly Target[] = ["leader-hint", "random", "sticky"];

const targetWords = "leader-hint, random, sticky, or a node's name";

/** What may be set for one client. */
const behaviour = {
  target: z.string().describe(`where an operation is sent first: ${targetWords}`),
  reads: z.string().describe(`where a read is sent first, when that is different: ${targetWords}`),
  session: z
    .enum(["none", "token"])
    .describe("token: a process shows with each request what the store told it last of its own session"),
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

/** What every kind of workload with clients like ours may set; a kind adds its mix, its keys and its script. */
export const clientFields = {
  clients: z
    .union([wholeNumber(1, 2_000), z.array(name).min(1)])
    .prefault(1)
    .describe("how many clients, c1 to cN; or their names"),
  rate: rate.optional().describe("open loop: operations that all clients together begin in a time"),
  arrivals: z.enum(["poisson", "constant"]).default("poisson").describe("open loop: the gaps between them"),
  think: distribution.optional().describe("closed loop: from an answer to the client's next operation"),
  from: duration.prefault("0").describe("drawn operations begin no earlier"),
  until: duration.optional().describe("drawn operations begin before this"),
  operations: behaviour.operations.optional(),
  target: behaviour.target.default("leader-hint"),
  reads: behaviour.reads.optional(),
  session: behaviour.session.default("none"),
  timeout: behaviour.timeout.prefault("500ms"),
  deadline: behaviour.deadline.prefault("2s"),
  backoff: behaviour.backoff.prefault("20ms"),
  retry: behaviour.retry.default(true),
  overrides: z
    .record(name, z.strictObject(behaviour).partial())
    .default({})
    .describe("what is different for one client, by its name"),
};

const shape = z.strictObject(clientFields);
type ClientFields = z.output<typeof shape>;

/** When and by whom an entry of a script is begun. */
export const stepFields = {
  at: duration.describe("when, from the start"),
  client: name.describe("who"),
};

/** A script's entry that was read. */
export interface ScriptEntry {
  readonly at: number;
  readonly client: string;
}

/** A workload's options as far as its clients go. */
type WithScript = ClientFields & { readonly script: readonly ScriptEntry[] };

/** What is wrong with these fields that could be read. */
export function clientProblems(options: WithScript, { nodeIds, untilUs }: Surroundings): WorkloadProblem[] {
  const clients = clientNamesOf(options);
  const targets = [...TARGET_WORDS.map(String), ...nodeIds.keys()];
  return [
    ...arrivalProblems(options),
    ...unknown(["target"], "target", options.target, targets),
    ...unknown(["reads"], "target", options.reads ?? "random", targets),
    ...Object.entries(options.overrides).flatMap(([client, { target, reads }]) => [
      ...unknown(["overrides", client], "client", client, clients),
      ...unknown(["overrides", client, "target"], "target", target ?? "random", targets),
      ...unknown(["overrides", client, "reads"], "target", reads ?? "random", targets),
    ]),
    ...options.script.flatMap((entry, index) => stepProblems(entry, index, clients, untilUs)),
  ];
}

function arrivalProblems({ rate: perUs, think, script }: WithScript): WorkloadProblem[] {
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
  entry: ScriptEntry,
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

/** The clients in order, given what drawn operations are and what the script's entries do. */
export function buildClients(
  options: WithScript,
  choices: Choices,
  toOperation: (entry: ScriptEntry) => Omit<Step, "atUs" | "client">,
  surroundings: Surroundings,
): readonly BuiltClient[] {
  const clients = clientNamesOf(options);
  const program: Program = createClient({
    clients: clients.length,
    arrivals: toArrivals(options, clients.length),
    choices,
    fromUs: options.from,
    untilUs: options.until ?? Infinity,
    steps: options.script.map((entry) => ({
      atUs: entry.at,
      client: clients.indexOf(entry.client),
      ...toOperation(entry),
    })),
  });
  return clients.map((client, index) => ({
    name: client,
    program,
    options: toClientOptions(options, client, index, surroundings),
  }));
}

function toArrivals({ rate: perUs, arrivals, think }: ClientFields, clients: number): Arrivals {
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

function toClientOptions(
  options: ClientFields,
  client: string,
  index: number,
  { nodeIds }: Surroundings,
): ClientOptions {
  const own = options.overrides[client] ?? {};
  const toTarget = (target: string): Target => nodeIds.get(target) ?? (target as Exclude<Target, NodeId>);
  const reads = own.reads ?? options.reads;
  return {
    index,
    target: toTarget(own.target ?? options.target),
    ...(reads === undefined ? {} : { reads: toTarget(reads) }),
    ...((own.session ?? options.session) === "token" ? { hasToken: true } : {}),
    timeoutUs: own.timeout ?? options.timeout,
    deadlineUs: own.deadline ?? options.deadline,
    backoffUs: own.backoff ?? options.backoff,
    retry: own.retry ?? options.retry,
    limit: own.operations ?? options.operations ?? Number.MAX_SAFE_INTEGER,
  };
}

export function clientNamesOf({ clients }: Pick<ClientFields, "clients">): readonly string[] {
  return namesOf(clients, "c");
}

/** A count stands for that many names: a letter and 1 to N. */
function namesOf(countOrNames: number | readonly string[], letter: string): readonly string[] {
  if (typeof countOrNames !== "number") return countOrNames;
  return Array.from({ length: countOrNames }, (_, index) => `${letter}${index + 1}`);
}

/** Three keys or fewer are x, y, z; more are k1 to kN. */
export function keyNamesOf(keys: number | readonly string[]): readonly string[] {
  return typeof keys === "number" && keys <= 3 ? ["x", "y", "z"].slice(0, keys) : namesOf(keys, "k");
}
