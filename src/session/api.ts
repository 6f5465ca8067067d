import type { InputError, Result } from "../base/index.ts";
import type { RecordedEntry, Note } from "../cluster/index.ts";
import type { TraceColumns } from "../kernel/index.ts";
import type { ExportedFile, ExportFormat } from "./exports/format.ts";

/**
 * What a face (the page, a test) may ask of a session. The engine behind it runs in a worker; every answer is plain
 * data or transferable typed arrays, every call is asynchronous there.
 *
 *   page                         worker
 *     open(source) ───────────▶  parse, check, build; error → Result, nothing changes
 *     advance(ms)  ───────────▶  runs ahead for that long, answers with what is new since the last answer
 *     frame({ event }) ───────▶  exact state after that event: nearest checkpoint, re-executed
 *     edit(change) ───────────▶  another branch, same prefix: goes on from the last checkpoint before the change
 *
 * The run is computed ahead of the playhead; the playhead itself is the page's.
 */
export interface SessionApi {
  /** Opens a scenario at time 0, as the only branch, `main`. What was open before stays when this fails. */
  open(source: ScenarioSource): Promise<Result<RunInfo, readonly InputError[]>>;
  /** Opens what a link, a file or the browser's storage holds: the whole tree, its shown branch computed anew. */
  restore(saved: SavedRun): Promise<Result<RunInfo, readonly InputError[]>>;
  /** The tree of branches as plain JSON data; `restore` gives it back. */
  save(): Promise<SavedRun>;
  /** Runs a branch (the shown one unless named) ahead for about `wallMs` (≤ 200) and returns what is new of it. */
  advance(wallMs: number, branch?: number): Promise<Progress>;
  /** The exact state of everything right after event `event` (−1: before the first); with `hash`, its digest too. */
  frame(at: { readonly event: number; readonly hash?: boolean; readonly branch?: number }): Promise<Frame>;
  /** All that is known of one event. Undefined for an event that is not computed. */
  event(index: number, branch?: number): Promise<EventDetail | undefined>;
  /**
   * Changes the shown branch's scenario: makes another branch and shows it, and amends the branch when the same
   * thing made it. Nothing is lost: the run before the change stays a branch of its own.
   */
  edit(change: Change): Promise<Result<RunInfo, readonly InputError[]>>;
  /** Shows the run before the last edit, or after the one that was undone. */
  undo(): Promise<RunInfo>;
  redo(): Promise<RunInfo>;
  /** Makes another branch the shown one. `fresh`: the caller has nothing of it any more, all is sent again. */
  show(branch: number, fresh?: boolean): Promise<RunInfo>;
  /** What `show` would answer, of a branch that is compared with the shown one. */
  info(branch: number, fresh?: boolean): Promise<RunInfo>;
  rename(branch: number, name: string): Promise<RunInfo>;
  /** Forgets a branch and those that sprang from it; `main` stays. */
  remove(branch: number): Promise<RunInfo>;
  /** Verdicts, claims and metrics over what is computed so far; final once the run is done. */
  judge(branch?: number): Promise<Judgement>;
  /** The first event at which two branches differ, within what both have computed; undefined when there is none. */
  divergence(a: number, b: number): Promise<Divergence | undefined>;
  /** What is wrong with a document, without opening it. Empty: nothing. */
  check(text: string): Promise<readonly InputError[]>;
  exportRun(format: ExportFormat, branch?: number): Promise<ExportedFile>;
}

/** One edit. `fault` is the index of an entry in the document's `faults:` as it stands in the shown branch. */
export type Change =
  | { readonly do: "inject"; readonly atUs: number; readonly yaml: string }
  /** The entry without its `at`. */
  | { readonly do: "fault-text"; readonly fault: number; readonly yaml: string }
  | { readonly do: "fault-time"; readonly fault: number; readonly atUs: number }
  | { readonly do: "fault-mute"; readonly fault: number; readonly muted: boolean }
  | { readonly do: "fault-delete"; readonly fault: number }
  /** A parameter's name or a document path, and its new value as text. */
  | { readonly do: "set"; readonly path: string; readonly value: string }
  | { readonly do: "seed"; readonly seed: string }
  | { readonly do: "text"; readonly text: string };

/** One line of the tree: a scenario and a seed, and how they came from another branch's. */
export interface BranchInfo {
  /** 0 is `main`. */
  readonly id: number;
  readonly name: string;
  readonly parent?: number;
  /** Until then it is its parent's run, µs; Infinity when it is to the end. */
  readonly divergeUs: number;
  readonly seed: string;
  /** The edit in words: `crash n3 at 2.1 s`, `loss = 0.1`. */
  readonly what: string;
  readonly computedUs: number;
  readonly done: boolean;
  readonly fingerprint?: string;
}

/** Where two branches part, and what each does there, in words; "the run is over" where one has ended. */
export interface Divergence {
  readonly event: number;
  readonly timeUs: number;
  readonly a: string;
  readonly b: string;
}

/** A tree of branches as data: what run files, links and the browser's storage hold. */
export interface SavedRun {
  readonly lightcone: "run";
  readonly version: 1;
  /** The engine that made it: another one may compute other runs from it. */
  readonly engine: string;
  readonly file: string;
  /** The document as opened, before `set`. */
  readonly text: string;
  /** Of `main`. */
  readonly seed: string;
  readonly set: readonly (readonly [path: string, value: string])[];
  /** Without `main`, parents first; `parent` counts as `shown` does. */
  readonly branches: readonly SavedBranch[];
  /** 0 is `main`, i is `branches[i - 1]`. */
  readonly shown: number;
  /** Of the shown branch, where it was computed to its end. */
  readonly fingerprint?: string;
}

export interface SavedBranch {
  readonly name: string;
  readonly parent: number;
  readonly changes: readonly Change[];
}

export interface ScenarioSource {
  /** For messages: `scenarios/consensus/first-election.yaml`. */
  readonly file: string;
  readonly text: string;
  readonly seed?: string;
  /** Parameter name or document path, and its new value as text. */
  readonly set?: readonly (readonly [path: string, value: string])[];
}

/** What stays the same for one run. */
export interface RunInfo {
  readonly title: string;
  readonly file: string;
  readonly concept: string;
  readonly seed: string;
  readonly engine: string;
  readonly untilUs: number;
  readonly nodes: readonly NodeInfo[];
  /** Whether it matters that one side of a partition is a majority. */
  readonly needsMajority: boolean;
  /** Where the document wants nodes to stand on the stage, by name: shares of its width and height. */
  readonly positions: Readonly<Record<string, readonly [x: number, y: number]>>;
  /** Names of messages and timers: `TraceColumns.tag` indexes it for deliveries, drops and timers. */
  readonly tags: readonly TagInfo[];
  /** The fault plan: entries of the document in order, those of a nemesis behind. */
  readonly faults: readonly FaultInfo[];
  readonly params: readonly ParamInfo[];
  /** The kind of the clients' workload; absent without clients. */
  readonly workload?: string;
  /** The checkers' model that the clients' history is held against; absent without clients. */
  readonly historyModel?: string;
  readonly assumptions: readonly string[];
  /** Kinds of notes that are moments, besides those that every program may make. */
  readonly moments: readonly string[];
  /** The branch that this run is, among all of them; those that an amendment replaced are left out. */
  readonly branch: number;
  readonly branches: readonly BranchInfo[];
  /** What to tell the reader of how this run was opened: that another engine version made the link, say. */
  readonly notice?: string;
  /**
   * The first so many records, notes and entries of this run are those of branch `keepFrom` (of this run itself when
   * it was shown before): they are not sent again. 0 after `open`.
   */
  readonly keepFrom: number;
  readonly keepRecords: number;
  readonly keepNotes: number;
  readonly keepHistory: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The scenario as it runs now, edits included. */
  readonly text: string;
  /** More was changed than values: `file` and `set` do not give this run, `text` does. */
  readonly isEdited: boolean;
  /** Parameters and paths with other values than the document's, those of the source first. */
  readonly set: readonly (readonly [path: string, value: string])[];
  /** The name under which `text` is to be saved, so that `command` finds it: `a-leader-is-cut-off.crash-n3-at-2-s.yaml`. */
  readonly fileName: string;
  /** Reproduces this run: `npx lightcone run … --seed …`. */
  readonly command: string;
}

export interface NodeInfo {
  readonly name: string;
  readonly kind: "replica" | "client";
  readonly program: string;
  /** What its program calls the number of a role; a term unless given. */
  readonly termWord?: string;
}

export interface TagInfo {
  readonly name: string;
  readonly family: "append" | "vote" | "client" | "other" | "timer";
  readonly reply: boolean;
}

export interface FaultInfo {
  readonly atUs: number;
  readonly text: string;
  /** Not in the scenario as it was opened. */
  readonly byHand: boolean;
  /** It does not strike; its mark stays. */
  readonly muted: boolean;
  /** Index in the document's `faults:`; absent for what a nemesis draws and for nodes that start down. */
  readonly entry?: number;
  /** The entry without its time, in one line of YAML. */
  readonly yaml?: string;
}

export interface ParamInfo {
  readonly name: string;
  readonly path: string;
  readonly value: string;
  /** What may be chosen: a numeric or duration range, or a list. */
  readonly range?: readonly [low: string, high: string];
  readonly choices?: readonly string[];
  /** How the document calls it; its name unless given. */
  readonly label?: string;
}

/** What became known since the last answer. Typed arrays are transferred. */
export interface Progress {
  readonly columns: TraceColumns;
  readonly notes: readonly Note[];
  readonly history: readonly RecordedEntry[];
  readonly violations: readonly ViolationInfo[];
  readonly computedUs: number;
  readonly events: number;
  readonly done: boolean;
  /** Named when the run stopped for want of budget. */
  readonly budget?: string;
  /** 16 hexadecimal digits once the run is done. */
  readonly fingerprint?: string;
}

export interface ViolationInfo {
  readonly invariant: string;
  readonly event: number;
  readonly timeUs: number;
  readonly node: number;
  readonly message: string;
}

/** Everything at one moment. Node ids index `RunInfo.nodes`. */
export interface Frame {
  readonly event: number;
  readonly timeUs: number;
  readonly nodes: readonly NodeFrame[];
  readonly messages: readonly InFlight[];
  /** Sides of each partition in force. */
  readonly partitions: readonly (readonly (readonly number[])[])[];
  /** Directed links over which nothing passes, and links that are slow, lossy, … */
  readonly links: readonly LinkFrame[];
  /** 16 hexadecimal digits over every node's state, when it was asked for. */
  readonly stateHash?: string;
}

export interface NodeFrame {
  readonly status: "up" | "down" | "paused";
  readonly role?: string;
  readonly term?: number;
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** The newest entries of its log. */
  readonly log?: readonly {
    readonly index: number;
    readonly term: number;
    readonly label: string;
    readonly committed: boolean;
  }[];
  readonly clock: { readonly localUs: number; readonly driftPpm: number };
  readonly disk: {
    readonly cells: readonly (readonly [string, string])[];
    readonly files: readonly (readonly [string, number])[];
    readonly pendingWrites: number;
    readonly pendingSyncs: number;
    readonly lying: boolean;
  };
  readonly timers: readonly { readonly name: string; readonly dueUs: number }[];
}

export interface InFlight {
  readonly from: number;
  readonly to: number;
  readonly tag: number;
  readonly sentUs: number;
  readonly arrivesUs: number;
  /** The record that sent it. */
  readonly cause: number;
  /** Already condemned: it will be dropped where it would have arrived. */
  readonly doomed: boolean;
  /** Its link is cut now: it is dropped if that is still so when it would arrive. */
  readonly blocked: boolean;
  readonly text: string;
}

export interface LinkFrame {
  readonly from: number;
  readonly to: number;
  readonly kind: "partition" | "cut" | "slow" | "lossy" | "duplicate" | "reorder";
}

export interface EventDetail {
  readonly index: number;
  readonly timeUs: number;
  readonly node: number;
  /** In words: `n4 hears RequestVoteReply from n5: granted, term 4`. */
  readonly text: string;
  readonly notes: readonly string[];
  /** Back along the causes to a client's request, a timer of the start, or a fault; this event first. */
  readonly why: readonly {
    readonly index: number;
    readonly timeUs: number;
    readonly node: number;
    readonly text: string;
  }[];
}

export interface Judgement {
  readonly done: boolean;
  readonly operations: {
    readonly invoke: number;
    readonly ok: number;
    readonly fail: number;
    readonly info: number;
  };
  readonly checks: readonly CheckView[];
  readonly claims: readonly {
    readonly say: string;
    readonly expect: string;
    readonly verdict: Verdict;
    readonly found: string;
  }[];
  /** `unit` is empty where things are counted. */
  readonly metrics: readonly (readonly [name: string, value: number | null, unit: "ms" | "per s" | ""])[];
}

export type Verdict = "valid" | "invalid" | "unknown";

export interface CheckView {
  readonly name: string;
  readonly verdict: Verdict;
  /** One sentence: why, or which budget ran out. */
  readonly why: string;
  /** Where to look: the event that shows it. */
  readonly event?: number;
  /** Indexes of history entries that make up the witness. */
  readonly witness?: readonly number[];
}
