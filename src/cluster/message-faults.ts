import type { Cluster } from "./cluster.ts";
import { EventKind } from "./event-kind.ts";
import type { MessageFault } from "./fault.ts";
import { Doom } from "./network.ts";
import { resolveNodes } from "./select-nodes.ts";

/**
 * Drops or delays messages that are on their way. One that is dropped is lost where it would have arrived, one that is
 * delayed arrives so much later, also on a link that else keeps its order. Nothing is drawn, and among events of one time
 * a message keeps its rank, so nobody else's luck shifts.
 *
 * Names of what it hit: kinds of messages. None when no such message is on its way: it has arrived, or was never sent.
 */
export function strikeMessages(cluster: Cluster, fault: MessageFault): string[] {
  const { queue } = cluster.kernel;
  const slots = findInFlight(cluster, fault);
  for (const slot of slots) {
    if (fault.do === "delay-message") queue.postpone(slot, queue.time[slot]! + fault.byUs);
    else if (queue.extra[slot] === Doom.none) queue.extra[slot] = Doom.fault;
  }
  return slots.map((slot) => cluster.tagNames[queue.tag[slot]!]!);
}

/** The slots of the messages that are meant, in the order in which they were sent. */
function findInFlight(cluster: Cluster, { from, to, sentUs, type, nth }: MessageFault): number[] {
  const { queue } = cluster.kernel;
  const senders = resolveNodes(cluster, from).map((node) => node.id);
  const receivers = resolveNodes(cluster, to).map((node) => node.id);
  const found = queue
    .waiting()
    .filter(
      (slot) =>
        queue.kind[slot] === EventKind.deliver &&
        queue.since[slot] === sentUs &&
        senders.includes(queue.peer[slot]!) &&
        receivers.includes(queue.node[slot]!) &&
        (type === undefined || cluster.tagNames[queue.tag[slot]!] === type),
    )
    .sort((a, b) => queue.sequence[a]! - queue.sequence[b]!);
  return nth === undefined ? found : found.slice(nth - 1, nth);
}
