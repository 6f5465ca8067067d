import type { HistoryEntry } from "../history/index.ts";
import { readClock } from "./clock.ts";
import type { Cluster } from "./cluster.ts";
import { issueWrite } from "./disk.ts";
import type { Node } from "./node.ts";
import type { ClientResponse, Context, Disk, Message, NodeId } from "./program.ts";

/** What a node's handlers see of the cluster: `Context`, bound to one node. */
export class NodeContext implements Context {
  readonly self: NodeId;
  readonly replicas: readonly NodeId[];
  readonly peers: readonly NodeId[];
  readonly traced: boolean;
  readonly disk: Disk;
  readonly #cluster: Cluster;
  readonly #node: Node;

  constructor(cluster: Cluster, node: Node, replicas: readonly NodeId[]) {
    this.#cluster = cluster;
    this.#node = node;
    this.self = node.id;
    this.replicas = replicas;
    this.peers = replicas.filter((id) => id !== node.id);
    this.traced = cluster.kernel.trace.level !== "off";
    this.disk = {
      write: (cell, value) => issueWrite(node.disk, { do: "write", cell, value }),
      append: (file, value) => issueWrite(node.disk, { do: "append", file, value }),
      truncate: (file, length) => issueWrite(node.disk, { do: "truncate", file, length }),
      sync: (token, latency) => cluster.sync(node, token, latency),
    };
  }

  nameOf(id: NodeId): string {
    return this.#cluster.nameOf(id);
  }

  send(to: NodeId, message: Message): void {
    this.#cluster.send(this.self, to, message);
  }

  respond(to: NodeId, response: ClientResponse): void {
    this.#cluster.send(this.self, to, { kind: "Response", ...response } as Message);
  }

  setTimer(name: string, delayUs: number, key = 0): void {
    this.#cluster.setTimer(this.#node, name, delayUs, key);
  }

  cancelTimer(name: string, key = 0): void {
    this.#cluster.cancelTimer(this.#node, name, key);
  }

  random(): number {
    return this.#node.random();
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
