import type * as z from "zod";
import type { NodeId, Program } from "../cluster/index.ts";

/** A kind of workload: what its part of a document looks like, and the clients that it makes. */
export interface WorkloadKind<O = unknown> {
  /** What `workload.kind` says. */
  readonly name: string;
  /** One sentence for the reference. */
  readonly says: string;
  /** A strict object; its `kind` is a literal, optional in the first kind of the registry only. */
  readonly schema: z.ZodType<O>;
  clientNames(options: O): readonly string[];
  /** Names in the options that nothing bears, with their place below `workload`. */
  check(options: O, surroundings: Surroundings): readonly UnknownName[];
  /** The clients in order; called only with options that `check` found nothing wrong with. */
  build(options: O, surroundings: Surroundings): readonly BuiltClient[];
}

export interface Surroundings {
  /** The replicas, in order. */
  readonly nodeIds: ReadonlyMap<string, NodeId>;
}

export interface UnknownName {
  readonly path: readonly (string | number)[];
  /** `client`, `node`. */
  readonly what: string;
  readonly found: string;
  readonly accepted: readonly string[];
}

export interface BuiltClient {
  readonly name: string;
  readonly program: Program;
  readonly options: unknown;
}
