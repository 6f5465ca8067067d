import { countLeading } from "../../base/index.ts";
import type { Note } from "./progress.ts";

export type NodeStatus = "up" | "down" | "paused";

/** What a node was from one event on: read from the run's notes. */
export interface NodePhase {
  readonly event: number;
  readonly timeUs: number;
  readonly role: string;
  readonly term: number;
  readonly status: NodeStatus;
  /** What the node's program calls its term; a term when undefined. */
  readonly termWord?: string | undefined;
}

const UNKNOWN: NodePhase = { event: -1, timeUs: 0, role: "", term: 0, status: "up" };

/** The phases of every node in order, from notes of kind `role` (its value is the term) and `status`. */
export class NodeHistory {
  readonly #phases: NodePhase[][];
  readonly #termWords: readonly (string | undefined)[];

  constructor(nodes: number, termWords: readonly (string | undefined)[] = []) {
    this.#termWords = termWords;
    this.#phases = Array.from({ length: nodes }, () => []);
  }

  add(note: Note): void {
    const phases = this.#phases[note.node];
    if (phases === undefined || (note.kind !== "role" && note.kind !== "status")) return;
    const last = phases[phases.length - 1] ?? UNKNOWN;
    const termWord = this.#termWords[note.node];
    const at = { ...last, event: note.event, timeUs: note.timeUs, termWord };
    if (note.kind === "role") phases.push({ ...at, role: firstWord(note.text), term: note.value });
    else phases.push({ ...at, status: note.text as NodeStatus });
  }

  /** What the node is right after record `event`. */
  at(node: number, event: number): NodePhase {
    const phases = this.#phases[node];
    if (phases === undefined) return UNKNOWN;
    return phases[this.indexAt(node, event)] ?? UNKNOWN;
  }

  phases(node: number): readonly NodePhase[] {
    return this.#phases[node] ?? [];
  }

  /** Index of the phase in force after record `event`; −1 before the first. */
  indexAt(node: number, event: number): number {
    const phases = this.#phases[node] ?? [];
    return countLeading(phases.length, (index) => phases[index]!.event <= event) - 1;
  }
}

function firstWord(text: string): string {
  return text.split(/[\s,;:]/, 1)[0] ?? "";
}
