import type { InputError, Result } from "../base/index.ts";
import type { RecordedEntry, Note } from "../cluster/index.ts";
import type { TraceColumns } from "../kernel/index.ts";

/**
 * What a face (the page, a test) may ask of a session. The engine behind it runs in a worker; every answer is plain
 * data or transferable typed arrays, every call is asynchronous there.
 *
 *   page                         worker
 *     open(source) ───────────▶  parse, check, build; error → Result, nothing changes
 *     advance(ms)  ───────────▶  runs ahead for that long, answers with what is new since the last answer
 *     frame({ event }) ───────▶  exact state after that event: nearest checkpoint, re-executed
 *     edit(change) ───────────▶  another scenario, same prefix: goes on from the last checkpoint before the change
 *
 * The run is computed ahead of the playhead; the playhead itself is the page's.
 */
export interface SessionApi {
  /** Opens a scenario at time 0. What was open before stays when this fails. */
  open(source: ScenarioSource): Promise<Result<RunInfo, readonly InputError[]>>;
  /** Runs ahead for about `wallMs` (the caller's choice, ≤ 200) and returns what is new. */
  advance(wallMs: number): Promise<Progress>;
  /** The exact state of everything right after event `event` (−1: before the first); with `hash`, its digest too. */
  frame(at: { readonly event: number; readonly hash?: boolean }): Promise<Frame>;
  /** All that is known of one event. Undefined for an event that is not computed. */
  event(index: number): Promise<EventDetail | undefined>;
  /** Adds a fault to the plan at `atUs` and keeps the prefix of the run. The text is one entry of `faults:` in YAML. */
  inject(atUs: number, faultYaml: string): Promise<Result<RunInfo, readonly InputError[]>>;
  /**
   * Gives a parameter or a document path another value: another run from its beginning, with all that was injected.
   * `undo` takes it back like a fault.
   */
  set(path: string, value: string): Promise<Result<RunInfo, readonly InputError[]>>;
  /** Takes back the last `inject` or `set`. */
  undo(): Promise<RunInfo>;
  redo(): Promise<RunInfo>;
  /** Verdicts, claims and metrics over what is computed so far; final once the run is done. */
  judge(): Promise<Judgement>;
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
  /** Names of messages and timers: `TraceColumns.tag` indexes it for deliveries, drops and timers. */
  readonly tags: readonly TagInfo[];
  /** The fault plan: entries of the document in order, those of a nemesis behind. */
  readonly faults: readonly FaultInfo[];
  readonly params: readonly ParamInfo[];
  readonly assumptions: readonly string[];
  /** The records before this index are those of the run before an edit: keep them. 0 after `open`. */
  readonly keepRecords: number;
  readonly keepNotes: number;
  readonly keepHistory: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The scenario as it runs now, edits included. */
  readonly text: string;
  /** Faults injected by hand that are in force: then `file` alone does not give this run, `text` does. */
  readonly handFaults: number;
  /** Parameters and paths with other values than the document's, those of the source first. */
  readonly set: readonly (readonly [path: string, value: string])[];
  /** The name under which `text` is to be saved, so that `command` finds it: `a-leader-is-cut-off.edited.yaml`. */
  readonly fileName: string;
  /** Reproduces this run: `npx lightcone run … --seed …`. */
  readonly command: string;
}

export interface NodeInfo {
  readonly name: string;
  readonly kind: "replica" | "client";
  readonly program: string;
}

export interface TagInfo {
  readonly name: string;
  readonly family: "append" | "vote" | "client" | "other" | "timer";
  readonly reply: boolean;
}

export interface FaultInfo {
  readonly atUs: number;
  readonly text: string;
  /** Injected by hand in this session. */
  readonly byHand: boolean;
}

export interface ParamInfo {
  readonly name: string;
  readonly path: string;
  readonly value: string;
  /** What may be chosen: a numeric or duration range, or a list. */
  readonly range?: readonly [low: string, high: string];
  readonly choices?: readonly string[];
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
  readonly metrics: readonly (readonly [name: string, value: number | null])[];
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
