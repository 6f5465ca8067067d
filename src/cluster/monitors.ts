import { clone } from "../base/index.ts";
import type { Node, NodeSpec } from "./node.ts";
import type { Invariant, NodeId, NodeNames } from "./program.ts";

/** An invariant that an event broke. Each is reported once a run: what follows a violation is its consequence. */
export interface Violation {
  /** `raft/election-safety` */
  readonly invariant: string;
  readonly event: number;
  readonly timeUs: number;
  readonly node: NodeId;
  /** What broke it, in one sentence. */
  readonly message: string;
}

interface Watch {
  readonly name: string;
  readonly invariant: Invariant;
  ghost: unknown;
  broken: boolean;
}

/** Watches a run's invariants: after each event at a replica, each looks at that replica. */
export class Monitors {
  violations: Violation[] = [];
  readonly #watches: Watch[];
  readonly #names: NodeNames;

  constructor(spec: { nodes: readonly NodeSpec[]; invariants: readonly string[] }, names: NodeNames) {
    this.#names = names;
    this.#watches = [];
    const nodes = spec.nodes.length;
    const replicas = spec.nodes.filter((node) => node.kind === "replica");
    const programs = new Set(replicas.map((node) => node.program));
    for (const program of programs) {
      for (const invariant of program.invariants ?? []) {
        const name = `${program.name}/${invariant.name}`;
        if (!spec.invariants.includes(name)) continue;
        const ghost = invariant.ghost(nodes, replicas.length);
        this.#watches.push({ name, invariant, ghost, broken: false });
      }
    }
  }

  check(state: unknown, node: Node, event: number, timeUs: number): void {
    for (const watch of this.#watches) {
      if (watch.broken) continue;
      const message = watch.invariant.check(watch.ghost, state, node.id, this.#names);
      if (message === undefined) continue;
      watch.broken = true;
      this.violations.push({ invariant: watch.name, event, timeUs, node: node.id, message });
    }
  }

  /** A node has lost its volatile state; what follows is said of a new one. */
  onRestart(node: NodeId): void {
    for (const watch of this.#watches) watch.invariant.onRestart?.(watch.ghost, node);
  }

  checkpoint(): { readonly ghosts: readonly unknown[]; readonly violations: readonly Violation[] } {
    return { ghosts: this.#watches.map((watch) => clone(watch.ghost)), violations: this.violations.slice() };
  }

  restore(saved: ReturnType<Monitors["checkpoint"]>): void {
    this.violations = saved.violations.slice();
    this.#watches.forEach((watch, index) => {
      watch.ghost = clone(saved.ghosts[index]);
      watch.broken = this.violations.some((violation) => violation.invariant === watch.name);
    });
  }
}
