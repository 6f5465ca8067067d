import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant, NodeNames } from "../../../cluster/index.ts";
import { neededAcks } from "../acknowledge.ts";
import { epochAt } from "../../replicated-log/log.ts";
import { majorityOf, type PrimaryBackupState } from "../state.ts";

/** An acknowledged entry: its epoch, and that of the primary that acknowledged it. */
interface Acknowledged {
  readonly epoch: number;
  readonly inEpoch: number;
}

interface Ghost {
  /** By index − 1. */
  readonly acknowledged: AppendList<Acknowledged>;
  /** By node: the epoch that it was last seen to lead, and the entries held against its log since. */
  readonly epoch: number[];
  readonly compared: number[];
  /** By node: what it acknowledged itself, as far as it was looked at. */
  readonly own: number[];
}

/**
 * A new primary is held against everything that was acknowledged, and against what earlier ones acknowledge while it leads;
 * a primary of an earlier epoch against what later ones have. Nothing is said of options that promise nothing.
 */
export const acknowledgedSurvives: Invariant<PrimaryBackupState, Ghost> = {
  name: "acknowledged-survives",
  says: "With fencing, and acknowledgements of a majority at least, an acknowledged write is in the log of every later primary.",
  source: "Liskov & Cowling 2012, §4.2, §8.1",
  ghost: (nodes) => ({
    acknowledged: createAppendList(),
    epoch: new Array<number>(nodes).fill(-1),
    compared: new Array<number>(nodes).fill(0),
    own: new Array<number>(nodes).fill(0),
  }),
  check(ghost, state, node, names) {
    if (state.role !== "primary" || !promises(state)) return undefined;
    if (ghost.epoch[node] !== state.epoch) {
      ghost.epoch[node] = state.epoch;
      ghost.compared[node] = 0;
      ghost.own[node] = 0;
    }
    return recordOwn(ghost, state, node, names) ?? compareEarlier(ghost, state, node, names);
  },
};

function recordOwn(
  ghost: Ghost,
  state: PrimaryBackupState,
  node: number,
  names: NodeNames,
): string | undefined {
  for (let index = ghost.own[node]! + 1; index <= state.acknowledged; index++) {
    const epoch = epochAt(state.log, index);
    const before = valueAt(ghost.acknowledged, index - 1);
    if (before === undefined) pushTo(ghost.acknowledged, { epoch, inEpoch: state.epoch });
    else if (before.epoch !== epoch)
      return `${names(node)} acknowledged entry ${index} of epoch ${epoch}, where one of epoch ${before.epoch} was acknowledged before`;
  }
  ghost.own[node] = state.acknowledged;
  return undefined;
}

function compareEarlier(
  { acknowledged, compared }: Ghost,
  state: PrimaryBackupState,
  node: number,
  names: NodeNames,
): string | undefined {
  for (let at = compared[node]!; at < acknowledged.length; at++) {
    const { epoch, inEpoch } = valueAt(acknowledged, at)!;
    if (inEpoch >= state.epoch || epochAt(state.log, at + 1) === epoch) continue;
    return `${names(node)} leads epoch ${state.epoch} without entry ${at + 1} of epoch ${epoch}, acknowledged in epoch ${inEpoch}`;
  }
  compared[node] = acknowledged.length;
  return undefined;
}

/** Any two majorities share a replica, and one that has promised has the entry or refuses it. */
function promises(state: PrimaryBackupState): boolean {
  const { fencing, unreachable } = state.options;
  return fencing && unreachable === "block" && neededAcks(state) + 1 >= majorityOf(state);
}
