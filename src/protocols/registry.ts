import { createProgramEntry, type ProgramEntry } from "../cluster/index.ts";
import { abdOptions } from "./abd/options.ts";
import { abd } from "./abd/abd.ts";
import { multiLeader, multiLeaderOptions, multiLeaderProblems } from "./multi-leader/index.ts";
import { chain } from "./chain/chain.ts";
import { chainOptions } from "./chain/options.ts";
import { causal } from "./causal/causal.ts";
import { causalOptions } from "./causal/options.ts";
import { clocks, clocksOptions } from "./clocks/clocks.ts";
import { multiPaxos } from "./multi-paxos/multi-paxos.ts";
import { paxosOptions, paxosProblems } from "./multi-paxos/options.ts";
import { ping, pingOptions } from "./ping/ping.ts";
import { quorum, quorumOptions, quorumProblems } from "./quorum/index.ts";
import { primaryBackupOptions, primaryBackupProblems } from "./primary-backup/options.ts";
import { primaryBackup } from "./primary-backup/primary-backup.ts";
import { raft, raftOptions, raftProblems } from "./raft/index.ts";
import { singleNode, singleNodeOptions } from "./single-node/single-node.ts";
import { spanner, spannerOptions } from "./spanner/index.ts";
import { transactional, transactionalOptions } from "./transactional/index.ts";

/**
 * Every protocol, by the name that a scenario writes under `program`. The page's engine begins with
 * `registry.on-demand.ts` in its place.
 */
export const protocols: Readonly<Record<string, ProgramEntry>> = {
  abd: createProgramEntry(abd, abdOptions),
  "multi-leader": createProgramEntry(multiLeader, multiLeaderOptions, multiLeaderProblems),
  chain: createProgramEntry(chain, chainOptions),
  causal: createProgramEntry(causal, causalOptions),
  clocks: createProgramEntry(clocks, clocksOptions),
  "multi-paxos": createProgramEntry(multiPaxos, paxosOptions, paxosProblems),
  ping: createProgramEntry(ping, pingOptions),
  quorum: createProgramEntry(quorum, quorumOptions, quorumProblems),
  "primary-backup": createProgramEntry(primaryBackup, primaryBackupOptions, primaryBackupProblems),
  raft: createProgramEntry(raft, raftOptions, raftProblems),
  "single-node": createProgramEntry(singleNode, singleNodeOptions),
  spanner: createProgramEntry(spanner, spannerOptions),
  transactional: createProgramEntry(transactional, transactionalOptions),
};

/** Has all protocols loaded; false when none was missing, as here. */
export const loadProtocols = (): Promise<boolean> => Promise.resolve(false);
