import { forkList } from "../../base/index.ts";
import type { Cluster } from "../../cluster/index.ts";
import { NO_NODE, type Trace } from "../../kernel/index.ts";
import type { Scenario } from "../../scenario/index.ts";
import type { SavedRun } from "../api.ts";

/** What an export tells of a cluster besides its trace. */
type ExportedCluster = Pick<
  Cluster,
  "nodes" | "tagNames" | "nameOf" | "notes" | "history" | "violations" | "events" | "nowUs"
>;

/** What an export is made from: one run, as far as it is computed. */
export interface ExportFacts {
  /** At the end of what is computed. */
  readonly cluster: ExportedCluster;
  /** Level `full`. */
  readonly trace: Trace;
  readonly scenario: Scenario;
  /** What the run's files are named after, besides the seed: for an edited run it has the branch. Left out, the scenario's. */
  readonly fileName?: string;
  readonly seed: string;
  readonly engine: string;
  /** Of the run computed to its end. */
  readonly fingerprint?: string;
  /** The tree of branches that the run belongs to; left out, the run alone. */
  readonly saved?: SavedRun;
}

/** The run as it stands now, whatever is computed of it meanwhile; shares all that is past. */
export function snapshotOf(facts: ExportFacts): ExportFacts {
  const { cluster, trace } = facts;
  const { nodes, tagNames, events, nowUs } = cluster;
  return {
    ...facts,
    trace: trace.fork(),
    cluster: {
      nodes,
      tagNames,
      nameOf: (id) => cluster.nameOf(id),
      notes: forkList(cluster.notes),
      history: forkList(cluster.history),
      violations: cluster.violations.slice(),
      events,
      nowUs,
    },
  };
}

/** What reopens this run: goes into every format that has room for it. */
export function savedRunOf(facts: ExportFacts): SavedRun {
  const { scenario, seed, engine, fingerprint } = facts;
  return (
    facts.saved ?? {
      lightcone: "run",
      version: 1,
      engine,
      file: scenario.file,
      text: scenario.text,
      seed,
      set: [],
      branches: [],
      shown: 0,
      ...(fingerprint === undefined ? {} : { fingerprint }),
    }
  );
}

export function nodeName({ cluster }: ExportFacts, node: number): string {
  return node === NO_NODE ? "" : cluster.nameOf(node);
}
