import { createAppendList, pushTo, truncate, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant, NodeNames } from "../../../cluster/index.ts";
import {
  beginScan,
  createLogScan,
  forgetScan,
  isScanned,
  type LogScan,
} from "../../replicated-log/log-scan.ts";
import { epochAt } from "../../replicated-log/log.ts";
import type { ChainState, ServerState } from "../state.ts";

/** What a server was when it was last looked at. */
interface Seen {
  /** Its chain, and its place in it if it has everything; −1 else. */
  readonly number: number;
  readonly place: number;
}

interface Ghost {
  readonly scan: LogScan;
  /** By node: the epochs of its durable updates, in order. */
  readonly histories: readonly AppendList<number>[];
  readonly seen: (Seen | null)[];
}

/**
 * Two servers of one chain: by log-matching, the last update of the later one decides whether its history is a beginning of
 * the earlier one's.
 */
export const updatePropagation: Invariant<ChainState, Ghost> = {
  name: "update-propagation",
  says: "What a server of the chain has processed is a beginning of what each of its predecessors has.",
  source: "van Renesse & Schneider 2004, §3, Update Propagation Invariant",
  ghost: (nodes) => ({
    scan: createLogScan(nodes),
    histories: Array.from({ length: nodes }, () => createAppendList<number>()),
    seen: new Array<Seen | null>(nodes).fill(null),
  }),
  check(ghost, state, node, names) {
    if (state.kind === "master") return undefined;
    const { configuration, isCurrent, log } = state;
    const place = isCurrent ? configuration.members.indexOf(node) : -1;
    const before = ghost.seen[node];
    const isSameChain = before?.number === configuration.number && before.place === place;
    if (isSameChain && isScanned(ghost.scan, log, log.durable, node)) return undefined;
    if (!isSameChain) ghost.seen[node] = { number: configuration.number, place };
    scanHistory(ghost, state, node);
    return place < 0 ? undefined : compareWithNeighbours(ghost, state, place, names);
  },
  onRestart: ({ scan, seen }, node) => {
    forgetScan(scan, node);
    seen[node] = null;
  },
};

function scanHistory({ scan, histories }: Ghost, { log }: ServerState, node: number): void {
  const from = beginScan(scan, log, log.durable, node);
  const history = histories[node]!;
  truncate(history, from - 1);
  for (let index = from; index <= log.durable; index++) pushTo(history, epochAt(log, index));
}

function compareWithNeighbours(
  { histories, seen }: Ghost,
  { configuration: { number, members } }: ServerState,
  place: number,
  names: NodeNames,
): string | undefined {
  for (const [earlier, later] of [
    [members[place - 1], members[place]],
    [members[place], members[place + 1]],
  ]) {
    if (earlier === undefined || later === undefined) continue;
    if ([earlier, later].some((node) => seen[node]?.number !== number || seen[node].place < 0)) continue;
    const last = histories[later]!.length - 1;
    if (last < 0 || valueAt(histories[earlier]!, last) === valueAt(histories[later]!, last)) continue;
    return `${names(later)} has update ${last + 1}, which ${names(earlier)} before it in chain ${number} has not`;
  }
  return undefined;
}
