import { countLeading, type InputError, ok, type Result, valueAt, valuesOf } from "../base/index.ts";
import { NO_NODE } from "../kernel/index.ts";
import { ENGINE, findExceeded, knownMetric, loadRest, parseScenario } from "../scenario/index.ts";
import type {
  Change,
  Divergence,
  EventDetail,
  Frame,
  Judgement,
  Progress,
  RunInfo,
  SessionApi,
} from "./api.ts";
import type { Branch } from "./branch.ts";
import type { Changing, Keeping } from "./branches.ts";
import type { Equal } from "./divergence.ts";
import { snapshotOf } from "./exports/facts.ts";
import type { ExportedFile, ExportFormat } from "./exports/index.ts";
import { frameOf } from "./frame.ts";
import { fileNameOf, runInfo } from "./run-info.ts";
import { openSaved, openSource, saveTree, type Opened } from "./saved.ts";
import { eventDetail, noteText } from "./words.ts";

interface Open extends Opened {
  /** How far pairs of branches were found to be equal. */
  readonly equal: Map<string, Equal>;
}

/** Records in one answer: a few milliseconds to copy. */
const MOST_RECORDS = 40_000;
/** Events between two looks at the clock. */
const SLICE = 1_000;

/**
 * The controller behind the page. `nowMs` is the wall clock, for `advance` alone: nothing that is computed depends on
 * it, nor on `keeping`.
 */
export function createSession(nowMs: () => number, keeping: Keeping = {}): SessionApi {
  let open: Open | undefined;
  const current = (): Open => {
    if (open === undefined) throw new Error("no scenario is open");
    return open;
  };
  const begin = (opened: Result<Opened, readonly InputError[]>): Result<RunInfo, readonly InputError[]> => {
    if (!opened.ok) return opened;
    open = { ...opened.value, equal: new Map() };
    return ok(infoOf(open, open.branches.shown));
  };
  const shownBranch = (id: number | undefined): Branch => branchOf(current(), id);
  /** Calls are answered in their order, also while a document waits for what it names. */
  let before: Promise<unknown> = Promise.resolve();
  const answer = <T>(compute: () => T): Promise<Awaited<T>> => before.then(compute) as Promise<Awaited<T>>;
  const answerRead = <T>(read: () => MaybeLater<Read<T>>): Promise<Read<T>> => {
    const answered = before.then(() => readWithRest(read));
    before = answered.catch(() => undefined);
    return answered;
  };
  return {
    open: (source) => answerRead(() => begin(openSource(source, keeping))),
    restore: (saved) => answerRead(async () => begin(openSaved(saved, await import("./change.ts"), keeping))),
    save: () => answer(() => saveTree(current())),
    advance: (wallMs, branch) => answer(() => advance(current(), shownBranch(branch), wallMs, nowMs)),
    frame: ({ event, hash, branch }) =>
      answer(() => frameAt(current(), shownBranch(branch), event, hash === true)),
    event: (index, branch) => answer(() => detailOf(current(), shownBranch(branch), index)),
    edit: (change) => answerRead(async () => edit(current(), change, await import("./change.ts"))),
    undo: () => answer(() => goTo(current(), (shown) => current().branches.before(shown))),
    redo: () => answer(() => goTo(current(), (shown) => current().branches.after(shown))),
    show: (branch, fresh) => answer(() => show(current(), shownBranch(branch), fresh === true)),
    info: (branch, fresh) => answer(() => tell(current(), shownBranch(branch), fresh === true)),
    rename: (branch, name) => answer(() => rename(current(), shownBranch(branch), name)),
    remove: (branch) => answer(() => remove(current(), shownBranch(branch))),
    judge: (branch) => answer(() => judgementOf(current(), shownBranch(branch))),
    divergence: (a, b) => answer(() => divergence(current(), shownBranch(a), shownBranch(b))),
    async check(text) {
      // Somebody is writing: the next text may name anything, and what is wrong with it is wanted at once.
      const parsed = await answerRead(async () => {
        await loadRest();
        return parseScenario(text, current().source.file);
      });
      return parsed.ok ? [] : parsed.error;
    },
    exportRun: (format, branch) => answer(() => exported(current(), shownBranch(branch), format)),
  };
}

type Read<T> = Result<T, readonly InputError[]>;
type MaybeLater<T> = T | Promise<T>;

/** What cannot be read may name what is not loaded: only with all of it is it wrong, and said in full why. */
async function readWithRest<T>(read: () => MaybeLater<Read<T>>): Promise<Read<T>> {
  const first = await read();
  return first.ok || !(await loadRest()) ? first : read();
}

function branchOf({ branches }: Open, id: number | undefined): Branch {
  if (id === undefined) return branches.shown;
  const branch = branches.get(id);
  if (branch === undefined) throw new Error(`there is no branch ${id}`);
  return branch;
}

function advance(open: Open, branch: Branch, wallMs: number, nowMs: () => number): Progress {
  const endMs = nowMs() + Math.min(wallMs, 200);
  const timeline = open.branches.timelineOf(branch);
  const { scenario } = branch;
  let done = false;
  let exceeded: string | undefined;
  while (
    !done &&
    exceeded === undefined &&
    nowMs() < endMs &&
    timeline.trace.length - branch.sent.records < MOST_RECORDS
  ) {
    done = timeline.advance(Math.min(SLICE, Math.max(1, scenario.budget.events - timeline.events)));
    if (!done) exceeded = findExceeded(scenario, timeline.frontier);
  }
  return progress(branch, done, exceeded);
}

function progress(branch: Branch, done: boolean, budget: string | undefined): Progress {
  const { sent } = branch;
  const { frontier, trace } = branch.timeline!;
  const columns = trace.columns(sent.records, sent.records + MOST_RECORDS);
  const notes = valuesOf(frontier.notes, sent.notes);
  const history = valuesOf(frontier.history, sent.history);
  const violations = frontier.violations.slice(sent.violations);
  sent.records += columns.count;
  sent.notes += notes.length;
  sent.history += history.length;
  sent.violations += violations.length;
  const isOver = done && sent.records === trace.length;
  branch.done = isOver;
  // A long log takes half a second to hash: once a branch.
  branch.fingerprint = isOver ? (branch.fingerprint ?? frontier.fingerprint()) : undefined;
  return {
    columns,
    notes,
    history,
    violations,
    computedUs: isOver ? frontier.spec.untilUs : frontier.nowUs,
    events: frontier.events,
    done: isOver,
    ...(budget === undefined ? {} : { budget }),
    ...(branch.fingerprint === undefined ? {} : { fingerprint: branch.fingerprint }),
  };
}

function frameAt(open: Open, branch: Branch, event: number, hash: boolean): Frame {
  const timeline = open.branches.timelineOf(branch);
  const events = Math.max(0, Math.min(event + 1, timeline.events));
  return frameOf(timeline.at(events), timeline.trace, hash);
}

function detailOf(open: Open, branch: Branch, index: number): EventDetail | undefined {
  const { frontier, trace } = open.branches.timelineOf(branch);
  if (!Number.isInteger(index) || index < 0 || index >= trace.length) return undefined;
  const texts: string[] = [];
  for (let at = firstNote(frontier.notes, index); at < frontier.notes.length; at++) {
    const note = valueAt(frontier.notes, at)!;
    if (note.event !== index) break;
    const isOfNobody = note.node === NO_NODE;
    texts.push(isOfNobody ? note.text : noteText(frontier.nameOf(note.node), note));
  }
  return eventDetail(frontier, trace, index, texts);
}

/** Notes are in the order of their events. */
function firstNote(notes: Notes, event: number): number {
  return countLeading(notes.length, (index) => valueAt(notes, index)!.event < event);
}

type Notes = NonNullable<Branch["timeline"]>["frontier"]["notes"];

function edit(open: Open, change: Change, changing: Changing): Result<RunInfo, readonly InputError[]> {
  const edited = open.branches.edit(change, changing);
  if (!edited.ok) return edited;
  const { branch, keepFrom } = edited.value;
  return ok(infoOf(open, branch, keepFrom));
}

function goTo(open: Open, where: (shown: Branch) => Branch | undefined): RunInfo {
  const target = where(open.branches.shown);
  return target === undefined ? infoOf(open, open.branches.shown) : show(open, target, false);
}

function show(open: Open, branch: Branch, fresh: boolean): RunInfo {
  open.branches.show(branch);
  return tell(open, branch, fresh);
}

function tell(open: Open, branch: Branch, fresh: boolean): RunInfo {
  if (fresh) branch.sent = { records: 0, notes: 0, history: 0, violations: 0 };
  return infoOf(open, branch);
}

function rename(open: Open, branch: Branch, name: string): RunInfo {
  const words = name.trim().slice(0, 80);
  if (words !== "") open.branches.rename(branch, words);
  return infoOf(open, open.branches.shown);
}

function remove(open: Open, branch: Branch): RunInfo {
  open.branches.remove(branch);
  return infoOf(open, open.branches.shown);
}

async function divergence(open: Open, a: Branch, b: Branch): Promise<Divergence | undefined> {
  const { divergenceOf } = await import("./divergence.ts");
  const key = `${a.id} ${b.id}`;
  const equal = open.equal.get(key) ?? { records: 0 };
  open.equal.set(key, equal);
  const { branches } = open;
  return divergenceOf(branches.timelineOf(a), branches.timelineOf(b), equal);
}

function infoOf(open: Open, branch: Branch, keepFrom = branch.id): RunInfo {
  const { branches, source, notice } = open;
  return runInfo(branch, branches.timelineOf(branch).frontier, {
    main: branches.main,
    file: source.file,
    engine: ENGINE,
    branches: branches.infos(),
    canUndo: branches.before(branch) !== undefined,
    canRedo: branches.after(branch) !== undefined,
    keepFrom,
    ...(notice === undefined ? {} : { notice }),
  });
}

/** The checkers are loaded when the first run is over: until then nobody waits for them. */
async function judgementOf(open: Open, branch: Branch): Promise<Judgement> {
  const { judge } = await import("./judge.ts");
  const judged = judge(branch.scenario, open.branches.timelineOf(branch).frontier);
  const metrics = judged.metrics.map(([name, value]) => [name, value, knownMetric(name)!.unit] as const);
  return { ...judged, metrics };
}

/** The run as it stands now. The writers of the formats are loaded when the first is wanted. */
async function exported(open: Open, branch: Branch, format: ExportFormat): Promise<ExportedFile> {
  const { frontier, trace } = open.branches.timelineOf(branch);
  const { scenario, seed, fingerprint } = branch;
  const facts = snapshotOf({
    cluster: frontier,
    trace,
    scenario,
    fileName: fileNameOf(branch, open.source.file, open.branches.infos()),
    seed,
    engine: ENGINE,
    saved: saveTree(open, branch),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  });
  const { exportRun } = await import("./exports/export-run.ts");
  return exportRun(format, facts);
}
