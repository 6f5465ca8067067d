import * as z from "zod";
import { keyedUnion, wholeNumber, type Operation } from "../cluster/index.ts";
import { isReadOnlyTransaction, TRANSACTION, type MicroOperation } from "../history/index.ts";
import {
  buildClients,
  clientFields,
  clientNamesOf,
  clientProblems,
  keyNamesOf,
  stepFields,
} from "./client-fields.ts";
import { createKeyChooser } from "./key-popularity.ts";
import { name, popularity } from "./workload-fields.ts";
import type { Surroundings, WorkloadKind, WorkloadProblem } from "./workload-kind.ts";
import { freshNumber, type Choices, type ClientMemory } from "./workload.ts";

/** What each style writes with. */
const WRITES = { "list-append": "append", "rw-register": "w" } as const;

const readStep = z.tuple([z.literal("r"), name]);
const writeStep = z.tuple([z.enum(["append", "w"]), name, z.union([z.string(), z.number()])]);
const transaction = z
  .array(z.union([readStep, writeStep]))
  .min(1)
  .describe("micro-operations in order: [r, x] reads, [append, x, 1] adds to a list, [w, x, 1] writes");

/** The one operation that is spelt out. */
const operations = { txn: z.strictObject({ txn: transaction }) };

const weight = z.number().min(0).max(1_000_000);

const { clients, rate, arrivals, think, ...behaviour } = clientFields;
const schema = z.strictObject({
  kind: z.literal("transactions").describe("the kind of workload"),
  style: z
    .enum(["list-append", "rw-register"])
    .default("list-append")
    .describe("what writes do: add a unique element to the key's list, or replace the key's value"),
  clients,
  rate,
  arrivals,
  think,
  length: z
    .tuple([wholeNumber(1, 1_000), wholeNumber(1, 1_000)])
    .refine(([least, most]) => least <= most, "the first number is the shortest length")
    .prefault([1, 4])
    .describe("fewest and most micro-operations of a drawn transaction"),
  mix: z
    .strictObject({
      read: weight.default(0).describe("weight of micro-operations that read"),
      write: weight.default(0).describe("weight of micro-operations that write"),
    })
    .refine((mix) => mix.read + mix.write > 0, "at least one weight must be more than 0")
    .prefault({ read: 50, write: 50 })
    .describe("weights of the micro-operations"),
  keys: z
    .union([wholeNumber(1, 1_000_000), z.array(name).min(1)])
    .prefault(3)
    .describe("how many keys, or their names"),
  popularity: popularity.prefault("uniform").describe("uniform, or zipf(α): key r in proportion to 1 / r^α"),
  ...behaviour,
  script: z
    .array(
      keyedUnion("a transaction of a script", {
        txn: z.strictObject({ ...stepFields, ...operations.txn.shape }),
      }),
    )
    .default([])
    .describe("transactions spelt out"),
});

type Options = z.output<typeof schema>;
type TransactionForm = z.output<typeof operations.txn>;

/** Clients that read and write several keys at once; what comes between is the store's isolation level. */
export const transactions: WorkloadKind<Options> = {
  name: "transactions",
  says: "Clients read and write several keys in one transaction, as Elle's list-append and rw-register workloads do.",
  schema,
  operations,
  toOperation: (form) => toOperation(form as TransactionForm),
  clientNames: clientNamesOf,
  problems,
  build: (options, surroundings) =>
    buildClients(
      options,
      choicesOf(options),
      (entry) => toOperation(entry as Options["script"][number]),
      surroundings,
    ),
};

function problems(options: Options, surroundings: Surroundings): WorkloadProblem[] {
  return [...clientProblems(options, surroundings), ...styleProblems(options)];
}

/** A key is a list or a register: nobody could judge a history that takes it for both. */
function styleProblems({ style, script }: Options): WorkloadProblem[] {
  const write = WRITES[style];
  return script.flatMap(({ txn }, entry) =>
    txn.flatMap(([f], step) =>
      f === "r" || f === write
        ? []
        : [
            {
              path: ["script", entry, "txn", step],
              problem: `transactions of the style ${style} do not ${f === "w" ? "write registers" : "append"}`,
              found: f,
              accepted: ["r", write],
            },
          ],
    ),
  );
}

function choicesOf({ style, length, mix, keys, popularity: law, script }: Options): Choices {
  const names = keyNamesOf(keys);
  const chooseKey = createKeyChooser(names.length, law);
  const above = largestNumber(script);
  const share = mix.read / (mix.read + mix.write);
  const [least, most] = length;
  const drawStep = (random: () => number, memory: ClientMemory): MicroOperation => {
    const which = random();
    const key = names[chooseKey(random())]!;
    return which < share ? ["r", key, null] : [WRITES[style], key, freshNumber(memory, above)];
  };
  return {
    draw(random, memory) {
      const count = least + Math.floor(random() * (most - least + 1));
      const value = Array.from({ length: count }, () => drawStep(random, memory));
      return { f: TRANSACTION, key: "", value };
    },
    isReadOnly: ({ value }) => isReadOnlyTransaction(value),
    resultOf: () => null,
  };
}

/** Drawn elements are larger than all that a script writes, so that they differ from those. */
function largestNumber(script: Options["script"]): number {
  const written = script.flatMap(({ txn }) => txn.map((step) => step[2]));
  const numbers = written.filter((value) => typeof value === "number");
  return Math.ceil(numbers.reduce((most, number) => Math.max(most, number), 0));
}

function toOperation({ txn }: TransactionForm): Operation {
  const value = txn.map((step): MicroOperation => [step[0], step[1], step[2] ?? null]);
  return { f: TRANSACTION, key: "", value };
}
