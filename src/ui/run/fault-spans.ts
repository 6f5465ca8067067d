import { parseDuration } from "../../base/index.ts";
import type { Columns } from "./columns.ts";
import type { Note } from "./progress.ts";

/** One fault in force. `endUs` is undefined as long as nothing ended it. */
export interface FaultSpan {
  readonly id: number;
  readonly event: number;
  readonly startUs: number;
  endUs?: number;
  endEvent?: number;
  /** `partition n1 n2 | n3 n4 n5` */
  readonly text: string;
  /** Its first word: `partition`, `crash`, `heal`, … */
  readonly kind: string;
  /** The nodes its text names. */
  readonly nodes: readonly number[];
  /** The sides of a partition. */
  readonly groups?: number[][];
}

/** Faults that happen at one moment and do not last. */
const INSTANT: readonly string[] = [
  "heal",
  "restart",
  "resume",
  "clock-step",
  "ask",
  "operation",
  "drop-message",
  "delay-message",
];

/**
 * The faults of a run as spans, from its notes: `fault` begins one, `fault-end` or the node's recovery ends it. A disk
 * that stalls goes on by itself, and nobody notes that: its time is over when it is over.
 */
export class FaultSpans {
  readonly spans: FaultSpan[] = [];
  /** What happened at a fault's event, in words, by event. */
  readonly texts = new Map<number, string>();
  readonly #names: ReadonlyMap<string, number>;
  /** Those that nothing has ended yet. */
  readonly #open = new Set<FaultSpan>();
  /** Of those, the ones that no note will end, with their ends. */
  readonly #endsUs = new Map<FaultSpan, number>();

  constructor(names: readonly string[]) {
    this.#names = new Map(names.map((name, id) => [name, id]));
  }

  add(note: Note): void {
    if (note.kind === "fault" || note.kind === "fault-end") this.texts.set(note.event, note.text);
    if (note.kind === "fault") this.#begin(note);
    else if (note.kind === "fault-end") this.#endWhere(note, (span) => span.id === note.value);
    else if (note.kind === "status" && note.text === "up") {
      const struck = (span: FaultSpan): boolean =>
        (span.kind === "crash" || span.kind === "pause") && span.nodes.includes(note.node);
      this.#endWhere(note, struck);
    }
  }

  /** Ends what ends by itself at its first record from then on; to be called when all notes of the records are added. */
  extend(columns: Columns): void {
    for (const [span, endUs] of this.#endsUs) {
      const next = columns.lastAt(endUs - 1) + 1;
      if (next >= columns.length) continue;
      this.#endsUs.delete(span);
      this.#open.delete(span);
      span.endUs = endUs;
      span.endEvent = next;
    }
  }

  #begin(note: Note): void {
    const kind = note.text.split(/\s/, 1)[0] ?? "";
    const words = note.text.match(/[\w.-]+/g) ?? [];
    const nodes = [...new Set(words.flatMap((word) => this.#names.get(word) ?? []))];
    const groups = isPartition(kind) ? this.#groupsOf(note.text) : [];
    const span: FaultSpan = {
      id: note.value,
      event: note.event,
      startUs: note.timeUs,
      text: note.text.replace(/ for \S+(?= \[|$)/, ""),
      kind,
      nodes,
      ...(groups.length > 1 ? { groups } : {}),
    };
    if (INSTANT.includes(kind)) {
      span.endUs = note.timeUs;
      span.endEvent = note.event;
    } else this.#open.add(span);
    if (kind === "disk-stall") this.#endsUs.set(span, note.timeUs + lengthUs(note.text));
    this.spans.push(span);
  }

  /** The sides that a text names: `partition n1 n2 | n3`, or in brackets what a word such as `leader` meant. */
  #groupsOf(text: string): number[][] {
    const sides = /\[(.*)\]$/.exec(text)?.[1] ?? text.replace(/^\S+\s*/, "").replace(/ for \S+$/, "");
    return sides
      .split("|")
      .map((side) =>
        side
          .trim()
          .split(/\s+/)
          .flatMap((word) => this.#names.get(word) ?? []),
      )
      .filter((side) => side.length > 0);
  }

  #endWhere(note: Note, isEnded: (span: FaultSpan) => boolean): void {
    for (const span of this.#open) {
      if (!isEnded(span)) continue;
      this.#open.delete(span);
      span.endUs = note.timeUs;
      span.endEvent = note.event;
    }
  }
}

/** `disk-stall n1 for 300ms [n1]`: how long it lasts; for ever when its text does not say. */
function lengthUs(text: string): number {
  const duration = parseDuration(/ for (\S+)/.exec(text)?.[1] ?? "");
  return duration.ok ? duration.value : Infinity;
}

function isPartition(kind: string): boolean {
  return kind === "partition" || kind === "isolate";
}

/** True of a fault that takes effect at a point in time and has no length. */
export function isInstant(span: FaultSpan): boolean {
  return INSTANT.includes(span.kind);
}
