import type { HistoryEntry } from "../history/index.ts";
import type { RandomStream } from "../kernel/index.ts";
import { readClock } from "./clock.ts";
import type { Cluster } from "./cluster.ts";
import { issueWrite } from "./disk.ts";
import type { Node } from "./node.ts";
import type { ClientResponse, Context, Disk, Message, NodeId } from "./program.ts";

/** What a node's handlers see of the cluster: `Context`, bound to one node. */
export class NodeContext implements Context {
  // What handlers use most stands first: with a thousand nodes, each costs the memory that an event touches.
  readonly self: NodeId;
  readonly #cluster: Cluster;
  readonly #random: RandomStream;
  readonly #node: Node;
  readonly traced: boolean;
  readonly replicas: readonly NodeId[];
  readonly disk: Disk;
  #peers: readonly NodeId[] | undefined;

  constructor(cluster: Cluster, node: Node, replicas: readonly NodeId[]) {
    this.self = node.id;
    this.#cluster = cluster;
    this.#random = node.random;
    this.#node = node;
    this.replicas = replicas;
    this.traced = cluster.kernel.trace.level !== "off";
    this.disk = {
      write: (cell, value) => issueWrite(node.disk, { do: "write", cell, value }),
      append: (file, value) => issueWrite(node.disk, { do: "append", file, value }),
      truncate: (file, length) => issueWrite(node.disk, { do: "truncate", file, length }),
      sync: (token, latency) => cluster.sync(node, token, latency),
    };
  }

  /** Made when first asked for: in a crowd, all lists together would be the square of its size. */
  get peers(): readonly NodeId[] {
    return (this.#peers ??= this.replicas.filter((id) => id !== this.self));
  }

  nameOf(id: NodeId): string {
    return this.#cluster.nameOf(id);
  }

  send(to: NodeId, message: Message): void {
    this.#cluster.send(this.self, to, message);
  }

  respond(to: NodeId, response: ClientResponse): void {
    this.#cluster.send(this.self, to, { kind: "Response", ...response });
  }

  setTimer(name: string, delayUs: number, key = 0): void {
    this.#cluster.setTimer(this.#node, name, delayUs, key);
  }

  cancelTimer(name: string, key = 0): void {
    this.#cluster.cancelTimer(this.#node, name, key);
  }

  random(): number {
    return this.#random();
  }

  localTime(): number {
    return readClock(this.#node.clock, this.#cluster.nowUs);
  }

  note(kind: string, text: string, value = 0): void {
    this.#cluster.note(this.self, kind, text, value);
  }

  record(entry: Omit<HistoryEntry, "timeUs">): void {
    this.#cluster.recordHistory(this.self, entry);
  }
}
