import type * as z from "zod";
import type { NodeId, Operation, Program } from "../cluster/index.ts";

/** A kind of workload: what its part of a document looks like, and the clients that it makes. */
export interface WorkloadKind<O = unknown> {
  /** What `workload.kind` says. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly says: string;
  /** A strict object; its `kind` is a literal, optional in the first kind of the registry only. */
  readonly schema: z.ZodType<O>;
  /** What a fault plan may have one of its clients do: forms of a map, told apart by their key. */
  readonly operations: Readonly<Record<string, z.ZodObject>>;
  /** One of these forms, as its clients take it. */
  toOperation(form: object): Operation;
  clientNames(options: O): readonly string[];
  /** What is wrong with options that could be read, with its place below `workload`. */
  problems(options: O, surroundings: Surroundings): readonly WorkloadProblem[];
  /** The clients in order; called only with options that have no problem. */
  build(options: O, surroundings: Surroundings): readonly BuiltClient[];
}

export interface Surroundings {
  /** The replicas, in order. */
  readonly nodeIds: ReadonlyMap<string, NodeId>;
  /** End of the run, µs. */
  readonly untilUs: number;
}

export interface WorkloadProblem {
  readonly path: readonly (string | number)[];
  /** The place is the key's, not the value's. */
  readonly atKey?: boolean;
  readonly problem: string;
  readonly found?: string;
  readonly accepted?: readonly string[];
  /** What was found is a misspelt name: the nearest of these is suggested. */
  readonly names?: readonly string[];
}

export interface BuiltClient {
  readonly name: string;
  readonly program: Program;
  readonly options: unknown;
}
