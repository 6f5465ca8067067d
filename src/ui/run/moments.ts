import { faultWords, isLeadingRole } from "../../base/index.ts";
import type { ViolationInfo } from "../../session/index.ts";
import { durationText } from "../format/time.ts";
import { MomentLane } from "./moment-lane.ts";
import { operationText, type Operation } from "./operations.ts";
import type { Note } from "./progress.ts";

/** A moment worth stopping at. `role` is every change of role but to the leader's; `told` what a program tells of itself. */
export interface Moment {
  readonly event: number;
  readonly timeUs: number;
  readonly node: number;
  readonly kind: MomentKind;
  readonly text: string;
}

export const MOMENT_KINDS = ["leader", "role", "told", "fault", "violation", "commit", "operation"] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

/** What a reader follows. Commits and completions happen all the time: they are stopped at, not told. */
export const STORY_KINDS: readonly MomentKind[] = ["leader", "role", "told", "fault", "violation"];

/** What is worth going slowly for: what a program tells may happen all the time, too. */
export const TURNING_KINDS: readonly MomentKind[] = ["leader", "role", "fault", "violation"];

/**
 * The moments of a run by kind. Every question costs a binary search a kind, whatever the length of the run; words
 * are made when they are read.
 */
export class Moments {
  readonly #lanes: Readonly<Record<MomentKind, MomentLane>> = {
    leader: new MomentLane(),
    role: new MomentLane(),
    told: new MomentLane(),
    fault: new MomentLane(),
    violation: new MomentLane(),
    commit: new MomentLane(),
    operation: new MomentLane(),
  };
  /** Texts that notes and violations brought, each once: `value` of a lane is an index. */
  readonly #texts: string[] = [];
  readonly #textIds = new Map<string, number>();
  readonly #nameOf: (node: number) => string;
  readonly #operationAt: (index: number) => Operation | undefined;
  readonly #toldKinds: readonly string[];

  /** `toldKinds`: the kinds of notes that the run's programs want told. */
  constructor(
    nameOf: (node: number) => string,
    operationAt: (index: number) => Operation | undefined,
    toldKinds: readonly string[],
  ) {
    this.#nameOf = nameOf;
    this.#operationAt = operationAt;
    this.#toldKinds = toldKinds;
  }

  addNote({ kind, text, event, timeUs, node, value }: Note): void {
    if (kind === "fault" || kind === "fault-end") {
      this.#lanes.fault.add(event, timeUs, node, this.#textId(faultWords(text)));
    } else if (kind === "commit") this.#lanes.commit.add(event, timeUs, node, value);
    else if (kind === "role") {
      const role = text.split(/[\s,;:]/, 1)[0] ?? "";
      const leads = isLeadingRole(role);
      const told = BALLOT_WORDS[role];
      // Everybody begins as something: that is no moment.
      if (!leads && timeUs === 0) return;
      const words = told === undefined ? becomes(role, leads) : `${told} ballot ${value}`;
      this.#lanes[leads ? "leader" : "role"].add(event, timeUs, node, this.#textId(words));
    } else if (this.#toldKinds.includes(kind)) {
      this.#lanes.told.add(event, timeUs, node, this.#textId(text));
    }
  }

  addViolation({ event, timeUs, node, message }: ViolationInfo): void {
    this.#lanes.violation.add(event, timeUs, node, this.#textId(message));
  }

  addCompletion({ completeEvent, completeUs, node, index }: Operation): void {
    this.#lanes.operation.add(completeEvent, completeUs, node, index);
  }

  /** How many of a kind have `from ≤ event < to`. */
  count(kind: MomentKind, from = 0, to = Infinity): number {
    const lane = this.#lanes[kind];
    return Math.max(0, lane.before(to) - lane.before(from));
  }

  /** How many of some kinds happened at or before record `event`: another number, another last moment. */
  countUntil(event: number, kinds: readonly MomentKind[]): number {
    return kinds.reduce((sum, kind) => sum + this.#lanes[kind].before(event + 1), 0);
  }

  /** The `rank`th of a kind in the run, counted from 0. */
  at(kind: MomentKind, rank: number): Moment | undefined {
    const lane = this.#lanes[kind];
    if (rank < 0 || rank >= lane.length) return undefined;
    const node = lane.node[rank]!;
    const text = this.#textOf(kind, node, lane.value[rank]!);
    return { event: lane.event[rank]!, timeUs: lane.timeUs[rank]!, node, kind, text };
  }

  /** What its kind makes of the `rank`th: the index of the entry that is committed, of the operation that is completed. */
  valueAt(kind: "commit" | "operation", rank: number): number {
    return this.#lanes[kind].value[rank]!;
  }

  /** Of a kind, the first at record `event` or later. */
  rankFrom(kind: MomentKind, event: number): number {
    return this.#lanes[kind].before(event);
  }

  /** Of a kind, the first later than `us`. */
  rankAfter(kind: MomentKind, us: number): number {
    return this.#lanes[kind].until(us);
  }

  /** The first of some kinds after record `event`. */
  next(event: number, kinds: readonly MomentKind[]): Moment | undefined {
    return this.#nearest(kinds, (lane) => lane.before(event + 1), 1);
  }

  /** The last of some kinds before record `event`. */
  previous(event: number, kinds: readonly MomentKind[]): Moment | undefined {
    return this.#nearest(kinds, (lane) => lane.before(event) - 1, -1);
  }

  /** The last of some kinds at or before record `event`. */
  last(event: number, kinds: readonly MomentKind[]): Moment | undefined {
    return this.previous(event + 1, kinds);
  }

  /** When the last of some kinds at or before `us` and the first later one were; ±Infinity where there is none. */
  around(us: number, kinds: readonly MomentKind[]): { readonly lastUs: number; readonly nextUs: number } {
    let lastUs = -Infinity;
    let nextUs = Infinity;
    for (const kind of kinds) {
      const lane = this.#lanes[kind];
      const rank = lane.until(us);
      if (rank > 0) lastUs = Math.max(lastUs, lane.timeUs[rank - 1]!);
      if (rank < lane.length) nextUs = Math.min(nextUs, lane.timeUs[rank]!);
    }
    return { lastUs, nextUs };
  }

  #nearest(
    kinds: readonly MomentKind[],
    rankIn: (lane: MomentLane) => number,
    sign: 1 | -1,
  ): Moment | undefined {
    let best: { readonly kind: MomentKind; readonly rank: number; readonly event: number } | undefined;
    for (const kind of kinds) {
      const lane = this.#lanes[kind];
      const rank = rankIn(lane);
      if (rank < 0 || rank >= lane.length) continue;
      const event = lane.event[rank]!;
      if (best === undefined || (event - best.event) * sign < 0) best = { kind, rank, event };
    }
    return best === undefined ? undefined : this.at(best.kind, best.rank);
  }

  #textId(text: string): number {
    const known = this.#textIds.get(text);
    if (known !== undefined) return known;
    this.#textIds.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  #textOf(kind: MomentKind, node: number, value: number): string {
    const name = this.#nameOf(node);
    if (kind === "commit") return `${name} commits ${value}`;
    if (kind === "operation") return completionText(name, this.#operationAt(value));
    const text = this.#texts[value] ?? "";
    if (kind === "told") return `${name}: ${text}`;
    return kind === "leader" || kind === "role" ? `${name} ${text}` : text;
  }
}

function becomes(role: string, leads: boolean): string {
  if (leads) return "leads";
  return `becomes ${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}

/** What one of many proposers does: it is not in an office that it could come into. */
const BALLOT_WORDS: Readonly<Record<string, string>> = {
  preparing: "prepares",
  proposer: "passes phase 1 with",
};

function completionText(client: string, operation: Operation | undefined): string {
  if (operation === undefined) return client;
  const { outcome, completeUs, invokeUs } = operation;
  const tookUs = completeUs - invokeUs;
  return `${client}: ${operationText(operation, outcome)}, ${outcome} after ${durationText(tookUs)}`;
}
