import * as z from "zod";
import { keyedUnion, wholeNumber, type Operation } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import {
  buildClients,
  clientFields,
  clientNamesOf,
  clientProblems,
  keyNamesOf,
  stepFields,
} from "./client-fields.ts";
import { createKeyChooser, type Popularity } from "./key-popularity.ts";
import { name, popularity } from "./workload-fields.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import { freshNumber, type Choices, type ClientMemory } from "./workload.ts";

const value: z.ZodType<Value> = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The forms of what any register does, told apart by its name. */
export const registerForms = {
  read: z.strictObject({ read: name.describe("the key") }),
  write: z.strictObject({ write: z.tuple([name, value]).describe("key and value") }),
};

/** The forms of an operation that is spelt out. */
const operations = {
  ...registerForms,
  cas: z.strictObject({ cas: z.tuple([name, value, value]).describe("key, expected and new value") }),
};

/** The forms of a script's entries. */
export const registerSteps = {
  read: z.strictObject({ ...stepFields, ...operations.read.shape }),
  write: z.strictObject({ ...stepFields, ...operations.write.shape }),
};
const scriptSteps = {
  ...registerSteps,
  cas: z.strictObject({ ...stepFields, ...operations.cas.shape }),
};

const weight = z.number().min(0).max(1_000_000);

const { clients, rate, arrivals, think, ...behaviour } = clientFields;
const schema = z.strictObject({
  kind: z.literal("key-value").optional().describe("the kind of workload"),
  clients,
  rate,
  arrivals,
  think,
  mix: z
    .strictObject({
      read: weight.default(0).describe("weight of reads"),
      write: weight.default(0).describe("weight of writes"),
      cas: weight.default(0).describe("weight of compare-and-sets"),
    })
    .refine((mix) => mix.read + mix.write + mix.cas > 0, "at least one weight must be more than 0")
    .prefault({ read: 50, write: 40, cas: 10 })
    .describe("weights of the operations"),
  keys: z
    .union([wholeNumber(1, 1_000_000), z.array(name).min(1)])
    .prefault(1)
    .describe("how many keys, or their names"),
  popularity: popularity.prefault("uniform").describe("uniform, or zipf(α): key r in proportion to 1 / r^α"),
  ...behaviour,
  script: z
    .array(keyedUnion("an operation of a script", scriptSteps))
    .default([])
    .describe("operations spelt out"),
});

type Options = z.output<typeof schema>;
type OperationForm = z.output<(typeof operations)[keyof typeof operations]>;

/** Clients that read, write and compare-and-set the value of each key. */
export const keyValue: WorkloadKind<Options> = {
  name: "key-value",
  says: "Clients read, write and compare-and-set the value of each key.",
  schema,
  operations,
  toOperation: (form) => toOperation(form as OperationForm),
  clientNames: clientNamesOf,
  problems: clientProblems,
  build: (options, surroundings) =>
    buildClients(
      options,
      choicesOf(options),
      (entry) => toOperation(entry as Options["script"][number]),
      surroundings,
    ),
};

/** Weights of the operations: not negative, and not all 0. */
interface Mix {
  readonly read: number;
  readonly write: number;
  readonly cas: number;
}

function choicesOf({ mix, keys, popularity: law, script }: Options): Choices {
  return createChoices(mix, keyNamesOf(keys), law, largestNumber(script.map(toOperation)));
}

/** Drawn values are larger than all that a script writes, so that they differ from those. */
function largestNumber(scripted: readonly Operation[]): number {
  const numbers = scripted.flatMap((step) => [step.value].flat()).filter((part) => typeof part === "number");
  return Math.ceil(numbers.reduce((most, number) => Math.max(most, number), 0));
}

function createChoices(mix: Mix, keys: readonly string[], law: Popularity, above: number): Choices {
  const chooseKey = createKeyChooser(keys.length, law);
  return {
    draw(random, memory) {
      const which = random();
      const key = keys[chooseKey(random())]!;
      const f = nameOf(mix, which);
      return { f, key, value: inputOf(f, key, memory, above) };
    },
    isReadOnly: ({ f }) => f === "read",
    resultOf: ({ f, value: input }, answer) => (f === "cas" ? (input as readonly Value[])[1]! : answer),
  };
}

function nameOf({ read, write, cas }: Mix, random: number): "read" | "write" | "cas" {
  const at = random * (read + write + cas);
  if (at < read) return "read";
  return at < read + write ? "write" : "cas";
}

function inputOf(f: string, key: string, memory: ClientMemory, above: number): Value {
  if (f === "read") return null;
  const fresh = freshNumber(memory, above);
  return f === "write" ? fresh : [memory.seen.get(key) ?? null, fresh];
}

export function toOperation(form: OperationForm): Operation {
  if ("read" in form) return { f: "read", key: form.read, value: null };
  if ("write" in form) return { f: "write", key: form.write[0], value: form.write[1] };
  return { f: "cas", key: form.cas[0], value: [form.cas[1], form.cas[2]] };
}
