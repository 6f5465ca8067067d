import type { Context, Durable } from "../../cluster/index.ts";
import { createLog, flush, lastIndex } from "../replicated-log/log.ts";
import { replay } from "../replicated-log/copying.ts";
import { firstConfiguration, masterOf, startMaster } from "./master.ts";
import { MEMBER_CELL, noteRole, sendHeartbeats, type StoredMember } from "./membership.ts";
import type { ChainOptions } from "./options.ts";
import type { ChainState } from "./state.ts";

/** All know the first chain, and what they have is all there is. After a crash, what the disk kept. */
export function start(options: ChainOptions, ctx: Context, durable?: Durable): ChainState {
  if (masterOf(ctx) === ctx.self) return startMaster(options, ctx, durable);
  const log = createLog(durable);
  const stored = durable?.cells[MEMBER_CELL] as StoredMember | undefined;
  const state: ChainState = {
    kind: "server",
    options,
    self: ctx.self,
    master: masterOf(ctx),
    configuration: stored?.configuration ?? firstConfiguration(ctx),
    isCurrent: stored?.isCurrent ?? true,
    goal: -1,
    currentSync: 0,
    log,
    applied: log.durable,
    machine: replay(log, log.durable),
    matched: 0,
    acknowledged: 0,
    progress: { match: 0, next: lastIndex(log) + 1, backRound: 0 },
    round: 0,
    // An answer to a heartbeat of an earlier life must not be taken for one to a heartbeat of this one.
    beat: Math.floor(ctx.random() * 1_000_000_000),
    leaseBeat: 0,
    endedBeat: 0,
  };
  noteRole(state, ctx);
  sendHeartbeats(state, ctx);
  flush(log, ctx);
  return state;
}
