import * as z from "zod";
import { keyedUnion } from "../cluster/index.ts";
import { buildClients, clientFields, clientNamesOf, clientProblems } from "./client-fields.ts";
import { registerForms, registerSteps, toOperation } from "./key-value.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import type { Choices } from "./workload.ts";

const schema = z.strictObject({
  kind: z.literal("write-then-read").describe("the kind of workload"),
  ...clientFields,
  think: clientFields.think.describe(
    "from the write's answer to the read, and from the read's to the next write",
  ),
  script: z
    .array(keyedUnion("an operation of a script", registerSteps))
    .default([])
    .describe("operations spelt out"),
});

type Options = z.output<typeof schema>;
type OperationForm = z.output<(typeof registerForms)[keyof typeof registerForms]>;

/**
 * Each client writes a key that nobody has used, and reads it once that was answered: how fresh is what is read so long after
 * a write (t-visibility; Bailis et al., VLDB 2012, §3.2).
 */
export const writeThenRead: WorkloadKind<Options> = {
  name: "write-then-read",
  says: "Clients write a key that was never used and read it after the answer, again and again.",
  schema,
  operations: registerForms,
  toOperation: (form) => toOperation(form as OperationForm),
  clientNames: clientNamesOf,
  problems: clientProblems,
  build: (options, surroundings) =>
    buildClients(options, choices, (entry) => toOperation(entry as Options["script"][number]), surroundings),
};

/** Steps are counted as fresh values are: even ones write, odd ones read what the one before has written. */
const choices: Choices = {
  draw(_random, memory) {
    const step = memory.written++;
    const round = Math.floor(step / 2) + 1;
    const key = `k${memory.index + 1}-${round}`;
    return step % 2 === 0 ? { f: "write", key, value: round } : { f: "read", key, value: null };
  },
  isReadOnly: ({ f }) => f === "read",
  resultOf: (_operation, answer) => answer,
};
