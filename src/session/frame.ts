import { Doom, EventKind, kindOf, type Cluster } from "../cluster/index.ts";
import { NO_CAUSE, type Trace } from "../kernel/index.ts";
import type { Frame, InFlight, LinkFrame, NodeFrame } from "./api.ts";
import { cellText, messageText } from "./words.ts";

/** What can be shown of a cluster at the moment it is at. `trace` is the run's own: it knows when messages left. */
export function frameOf(cluster: Cluster, trace: Trace, hash: boolean): Frame {
  const event = cluster.events - 1;
  return {
    event,
    timeUs: event < 0 ? 0 : cluster.nowUs,
    nodes: cluster.nodes.map((_, id) => nodeFrame(cluster, id)),
    messages: messagesInFlight(cluster, trace),
    partitions: cluster.network.conditions.flatMap((condition) =>
      condition.groups === undefined ? [] : [condition.groups],
    ),
    links: linkFrames(cluster),
    ...(hash ? { stateHash: cluster.stateHash() } : {}),
  };
}

function nodeFrame(cluster: Cluster, id: number): NodeFrame {
  const node = cluster.nodes[id]!;
  const names = (other: number): string => cluster.nameOf(other);
  const isDescribed = node.status !== "down" && node.state !== undefined;
  const description = isDescribed ? node.program.describe(node.state, names) : { rows: [] };
  const { disk } = node;
  return {
    status: node.status,
    ...(isDescribed ? node.program.roleOf?.(node.state) : {}),
    ...description,
    clock: { localUs: cluster.localTime(id), driftPpm: node.clock.driftPpm },
    disk: {
      cells: Object.keys(disk.cells).map((cell) => [cell, cellText(cluster, id, cell)] as const),
      files: Object.keys(disk.files).map((file) => [file, disk.files[file]!.length] as const),
      pendingWrites: disk.pending.length,
      pendingSyncs: disk.syncs.length,
      lying: disk.lying,
    },
    timers: armedTimers(cluster, id),
  };
}

function armedTimers(cluster: Cluster, id: number): NodeFrame["timers"] {
  const { queue } = cluster.kernel;
  return queue
    .waiting()
    .filter((slot) => queue.node[slot] === id && kindOf(queue.kind[slot]!) === EventKind.timer)
    .map((slot) => ({ name: cluster.tagNames[queue.tag[slot]!]!, dueUs: queue.time[slot]! }));
}

function messagesInFlight(cluster: Cluster, trace: Trace): InFlight[] {
  const { queue } = cluster.kernel;
  const messages: InFlight[] = [];
  for (const slot of queue.waiting()) {
    // One that has arrived, and waits for the processor, has a mark on its kind: it is not on its way any more.
    if (queue.kind[slot] !== EventKind.deliver) continue;
    const cause = queue.cause[slot]!;
    const from = queue.peer[slot]!;
    messages.push({
      from,
      to: queue.node[slot]!,
      tag: queue.tag[slot]!,
      sentUs: cause === NO_CAUSE ? 0 : trace.timeUs(cause),
      arrivesUs: queue.time[slot]!,
      cause,
      doomed: queue.extra[slot] !== Doom.none,
      blocked: cluster.network.isBlocked(from, queue.node[slot]!),
      text: messageText(cluster, from, queue.payload[slot]),
    });
  }
  return messages;
}

function linkFrames(cluster: Cluster): LinkFrame[] {
  const count = cluster.nodes.length;
  return cluster.network.conditions.flatMap((condition) =>
    condition.pairs.map((pair) => ({
      from: Math.floor(pair / count),
      to: pair % count,
      kind: condition.kind,
    })),
  );
}
