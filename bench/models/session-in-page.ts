import { wrap } from "comlink";
import type { SessionApi } from "../../src/session/index.ts";

/**
 * In a page of Chromium: asks the delivered worker what the laboratory asks it, and takes the time of each answer, with
 * the way to the worker and back. Everything is called by name from the bench.
 */
let session: SessionApi;
let events = 0;

/** The scenario run to its end: how many events it has. */
async function openAndRun(workerUrl: string, text: string): Promise<number> {
  session = wrap(new Worker(workerUrl, { type: "module" })) as unknown as SessionApi;
  const opened = await session.open({ file: "million.yaml", text });
  if (!opened.ok) throw new Error(opened.error.map(({ problem }) => problem).join("; "));
  let progress = await session.advance(200);
  while (!progress.done) progress = await session.advance(200);
  events = progress.events;
  return events;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** To random moments: how long each takes. */
async function seek(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const event = Math.floor(Math.random() * events);
    times.push(await timed(() => session.frame({ event })));
  }
  return times;
}

/** From the middle back, event by event. */
async function stepBack(count: number): Promise<number[]> {
  const times: number[] = [];
  const middle = Math.floor(events / 2);
  await session.frame({ event: middle });
  for (let index = 1; index <= count; index++)
    times.push(await timed(() => session.frame({ event: middle - index })));
  return times;
}

/** A fault in the middle, until the frame at the playhead is there: the run goes on as far as the playhead. */
async function edit(count: number): Promise<number[]> {
  const times: number[] = [];
  const { timeUs } = await session.frame({ event: Math.floor(events / 2) });
  for (let index = 0; index < count; index++) {
    const atUs = Math.ceil(timeUs) + index;
    times.push(await timed(() => editAndSee(atUs)));
    await session.show(0);
  }
  return times;
}

async function editAndSee(atUs: number): Promise<void> {
  const edited = await session.edit({ do: "inject", atUs, yaml: "{ crash: leader, for: 1s }" });
  if (!edited.ok) throw new Error(edited.error.map(({ problem }) => problem).join("; "));
  let progress = await session.advance(5);
  while (progress.computedUs <= atUs) progress = await session.advance(5);
  const { nodes } = await session.frame({ event: lastAt(progress.columns, atUs) });
  if (!nodes.some(({ status }) => status === "down")) throw new Error("the fault is not in the frame");
}

/** The last record at or before `atUs`. */
function lastAt({ from, timeUs }: { from: number; timeUs: Float64Array }, atUs: number): number {
  const after = timeUs.findIndex((time) => time > atUs);
  return from + (after < 0 ? timeUs.length : after) - 1;
}

/** Frames at random moments whose state's hash differs from the one that running forwards gives there. */
async function wrongHashes(moments: readonly (readonly [event: number, hash: string])[]): Promise<number> {
  let wrong = 0;
  for (const [event, hash] of moments)
    if ((await session.frame({ event, hash: true })).stateHash !== hash) wrong++;
  return wrong;
}

Object.assign(window, { openAndRun, seek, stepBack, edit, wrongHashes });
