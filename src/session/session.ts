import { err, ok, valuesOf, type InputError, type Result } from "../base/index.ts";
import { NO_NODE } from "../kernel/index.ts";
import { appendFault, compile, ENGINE, judge, parseScenario, type Scenario } from "../scenario/index.ts";
import type { EventDetail, Frame, Judgement, Progress, RunInfo, ScenarioSource, SessionApi } from "./api.ts";
import { frameOf } from "./frame.ts";
import { runInfo } from "./run-info.ts";
import { Timeline } from "./timeline.ts";
import { eventDetail } from "./words.ts";

/** One edit of the open scenario: its text from then on, and the moment from which the run may differ. */
interface Edit {
  readonly text: string;
  readonly divergeUs: number;
  /** How many of its faults were injected by hand, and which values were set: all edits up to this one together. */
  readonly handFaults: number;
  readonly set: RunInfo["set"];
}

interface Open {
  readonly source: ScenarioSource;
  readonly seed: string;
  scenario: Scenario;
  timeline: Timeline;
  /** edits[0] is the scenario as opened; `edit` is the one that runs now. */
  edits: Edit[];
  edit: number;
  /** What the page has been told of. */
  sent: { records: number; notes: number; history: number; violations: number };
}

/** Records in one answer: a few milliseconds to copy. */
const MOST_RECORDS = 40_000;
/** Events between two looks at the clock. */
const SLICE = 1_000;

/**
 * The controller behind the page. `nowMs` is the wall clock, for `advance` alone: nothing that is computed depends on it.
 */
export function createSession(nowMs: () => number): SessionApi {
  let open: Open | undefined;
  const current = (): Open => {
    if (open === undefined) throw new Error("no scenario is open");
    return open;
  };
  return {
    open: (source) => {
      const opened = openScenario(source);
      if (opened.ok) open = opened.value;
      return Promise.resolve(opened.ok ? ok(infoOf(opened.value, 0)) : opened);
    },
    advance: (wallMs) => Promise.resolve(advance(current(), wallMs, nowMs)),
    frame: ({ event, hash }) => Promise.resolve(frameAt(current(), event, hash === true)),
    event: (index) => Promise.resolve(detailOf(current(), index)),
    inject: (atUs, faultYaml) => Promise.resolve(inject(current(), atUs, faultYaml)),
    set: (path, value) => Promise.resolve(setValue(current(), path, value)),
    undo: () => Promise.resolve(goToEdit(current(), current().edit - 1)),
    redo: () => Promise.resolve(goToEdit(current(), current().edit + 1)),
    judge: () => Promise.resolve(judgementOf(current())),
  };
}

function openScenario(source: ScenarioSource): Result<Open, readonly InputError[]> {
  const parsed = parseScenario(source.text, source.file, { set: source.set ?? [] });
  if (!parsed.ok) return parsed;
  const scenario = parsed.value;
  const seed = source.seed ?? scenario.seed;
  return ok({
    source,
    seed,
    scenario,
    timeline: Timeline.start(compile(scenario, seed), seed),
    edits: [{ text: scenario.text, divergeUs: 0, handFaults: 0, set: source.set ?? [] }],
    edit: 0,
    sent: { records: 0, notes: 0, history: 0, violations: 0 },
  });
}

function advance(open: Open, wallMs: number, nowMs: () => number): Progress {
  const endMs = nowMs() + Math.min(wallMs, 200);
  const { timeline, sent } = open;
  const { budget } = open.scenario;
  let done = false;
  let exceeded: string | undefined;
  while (
    !done &&
    exceeded === undefined &&
    nowMs() < endMs &&
    timeline.trace.length - sent.records < MOST_RECORDS
  ) {
    done = timeline.advance(Math.min(SLICE, Math.max(1, budget.events - timeline.events)));
    if (!done && timeline.events >= budget.events) exceeded = `${budget.events} events`;
  }
  return progress(open, done, exceeded);
}

function progress(open: Open, done: boolean, budget: string | undefined): Progress {
  const { timeline, sent } = open;
  const { frontier, trace } = timeline;
  const columns = trace.columns(sent.records, sent.records + MOST_RECORDS);
  const notes = valuesOf(frontier.notes, sent.notes);
  const history = valuesOf(frontier.history, sent.history);
  const violations = frontier.violations.slice(sent.violations);
  sent.records += columns.count;
  sent.notes += notes.length;
  sent.history += history.length;
  sent.violations += violations.length;
  const isOver = done && sent.records === trace.length;
  return {
    columns,
    notes,
    history,
    violations,
    computedUs: isOver ? frontier.spec.untilUs : frontier.nowUs,
    events: frontier.events,
    done: isOver,
    ...(budget === undefined ? {} : { budget }),
    ...(isOver ? { fingerprint: frontier.fingerprint() } : {}),
  };
}

function frameAt(open: Open, event: number, hash: boolean): Frame {
  const { timeline } = open;
  const events = Math.max(0, Math.min(event + 1, timeline.events));
  return frameOf(timeline.at(events), timeline.trace, hash);
}

function detailOf(open: Open, index: number): EventDetail | undefined {
  const { frontier, trace } = open.timeline;
  if (!Number.isInteger(index) || index < 0 || index >= trace.length) return undefined;
  const notes = valuesOf(frontier.notes)
    .filter((note) => note.event === index)
    .map((note) =>
      note.node === NO_NODE ? note.text : `${frontier.nameOf(note.node)}: ${note.kind} ${note.text}`,
    );
  return eventDetail(frontier, trace, index, notes);
}

function inject(open: Open, atUs: number, faultYaml: string): Result<RunInfo, readonly InputError[]> {
  const added = appendFault(open.scenario.text, open.source.file, atUs, faultYaml);
  if (!added.ok) return added;
  const parsed = parseScenario(added.value, open.source.file);
  if (!parsed.ok) return err(parsed.error);
  const { handFaults, set } = open.edits[open.edit]!;
  return ok(addEdit(open, parsed.value, { divergeUs: atUs, handFaults: handFaults + 1, set }));
}

function setValue(open: Open, path: string, value: string): Result<RunInfo, readonly InputError[]> {
  const parsed = parseScenario(open.scenario.text, open.source.file, { set: [[path, value]] });
  if (!parsed.ok) return parsed;
  const { handFaults, set } = open.edits[open.edit]!;
  const others = set.filter(([name]) => name !== path);
  return ok(addEdit(open, parsed.value, { divergeUs: 0, handFaults, set: [...others, [path, value]] }));
}

/** What was undone before is forgotten. */
function addEdit(open: Open, scenario: Scenario, edit: Omit<Edit, "text">): RunInfo {
  open.edits = [...open.edits.slice(0, open.edit + 1), { ...edit, text: scenario.text }];
  return changeTo(open, scenario, open.edits.length - 1, edit.divergeUs);
}

function goToEdit(open: Open, edit: number): RunInfo {
  const target = open.edits[edit];
  if (target === undefined) return infoOf(open, open.sent.records);
  const parsed = parseScenario(target.text, open.source.file);
  if (!parsed.ok) throw new Error("a scenario that once ran does not parse any more");
  const divergeUs = open.edits[Math.max(edit, open.edit)]!.divergeUs;
  return changeTo(open, parsed.value, edit, divergeUs);
}

/** Goes on from the last checkpoint before the change; the page keeps what is before it. */
function changeTo(open: Open, scenario: Scenario, edit: number, divergeUs: number): RunInfo {
  open.timeline = open.timeline.branch(compile(scenario, open.seed), divergeUs);
  open.scenario = scenario;
  open.edit = edit;
  const { frontier } = open.timeline;
  open.sent = {
    records: Math.min(open.sent.records, frontier.events),
    notes: Math.min(open.sent.notes, frontier.notes.length),
    history: Math.min(open.sent.history, frontier.history.length),
    violations: Math.min(open.sent.violations, frontier.violations.length),
  };
  return infoOf(open, open.sent.records);
}

function infoOf(open: Open, keepRecords: number): RunInfo {
  const { scenario, seed, timeline, edits, edit, sent, source } = open;
  const { handFaults, set } = edits[edit]!;
  return runInfo(scenario, timeline.frontier, {
    file: source.file,
    set,
    handFaults,
    engine: ENGINE,
    seed,
    edit,
    edits: edits.length,
    keepRecords,
    keepNotes: sent.notes,
    keepHistory: sent.history,
  });
}

function judgementOf(open: Open): Judgement {
  const { timeline, scenario } = open;
  return judge(scenario, timeline.frontier);
}
