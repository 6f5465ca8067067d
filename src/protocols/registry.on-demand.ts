import { createProgramEntry } from "../cluster/index.ts";
import { ping, pingOptions } from "./ping/ping.ts";
import { raft, raftOptions, raftProblems } from "./raft/index.ts";
import type * as whole from "./registry.ts";

/** As in `registry.ts`, which the page's engine has instead of this as soon as a document needs another program. */
export let protocols: typeof whole.protocols = {
  ping: createProgramEntry(ping, pingOptions),
  raft: createProgramEntry(raft, raftOptions, raftProblems),
};

let isWhole = false;

export const loadProtocols: typeof whole.loadProtocols = async () => {
  if (isWhole) return false;
  ({ protocols } = await import("./registry.ts"));
  isWhole = true;
  return true;
};
