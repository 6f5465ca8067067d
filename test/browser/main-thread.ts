import type { Browser, Page } from "playwright-core";

/** One task of a page's main thread: from one turn of its event loop to the next. */
export interface Task {
  /** Of the clock on the wall, ms; `startMs` counts from the machine's start. */
  readonly startMs: number;
  readonly wallMs: number;
  /** What the processor spent on it, ms: a machine that is busy with others makes it no longer. */
  readonly cpuMs: number;
  /** Its longest parts, for people: `FunctionCall 41 ms session.worker-….js:12`. */
  readonly parts: readonly string[];
}

export interface MainThread {
  readonly tasks: readonly Task[];
  /** When each animation frame began, in the clock of the tasks. */
  readonly frameStartsMs: readonly number[];
}

/** What the page's main thread does while `work` lasts, by the browser's own trace. */
export async function mainThreadWhile(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<MainThread> {
  const categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"];
  await browser.startTracing(page, { categories });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  return readMainThread(traceEvents);
}

/** What the trace says of an event; times in µs, `tdur` of the thread's own clock. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string; readonly functionName?: string } };
}

function readMainThread(events: readonly TraceEvent[]): MainThread {
  const frames = events.filter(({ name, ph }) => name === "AnimationFrame" && ph === "b");
  const thread = mostFrequent(frames.map(({ pid, tid }) => `${pid} ${tid}`));
  const own = events
    .filter(({ pid, tid }) => `${pid} ${tid}` === thread)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const parts = own.filter(({ name, dur = 0 }) => name !== "RunTask" && dur > LONG_PART_US);
  return {
    tasks: own
      .filter(({ name }) => name === "RunTask")
      .map(({ ts, dur = 0, tdur = dur }) => ({
        startMs: ts / 1_000,
        wallMs: dur / 1_000,
        cpuMs: tdur / 1_000,
        parts: parts.filter((part) => part.ts >= ts && part.ts < ts + dur).map(partText),
      })),
    frameStartsMs: frames.filter(({ pid, tid }) => `${pid} ${tid}` === thread).map(({ ts }) => ts / 1_000),
  };
}

const LONG_PART_US = 5_000;

function partText({ name, dur = 0, tdur = dur, args }: TraceEvent): string {
  const { functionName = "", url = "" } = args?.data ?? {};
  return `${name} ${(tdur / 1_000).toFixed(0)} ms ${functionName} ${url.split("/").at(-1)}`.trim();
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Array.from(counts).sort((a, b) => b[1] - a[1])[0]?.[0];
}
