import type { Browser, Page } from "playwright-core";
import { mainThreadWhile, type MainThread } from "../../test/browser/main-thread.ts";

/** How a page drew for a while. */
export interface Frames {
  /** From one animation frame to the next, ms. */
  readonly intervals: readonly number[];
  /** Processor time of the page's main thread for each: events, scripts, styles, layout, painting, ms. */
  readonly busy: readonly number[];
}

/**
 * Runs `work` twice, and measures what the page draws meanwhile: at first the times of its animation frames with nothing
 * else looking on, then what its main thread does for each, which the browser's trace tells and which costs time.
 */
export async function framesWhile(browser: Browser, page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(watchFrames);
  await work();
  const intervals = await page.evaluate<number[]>("stopWatchingFrames()");
  return { intervals, busy: busyPerFrame(await mainThreadWhile(browser, page, work)) };
}

const watchFrames = `(() => {
  const intervals = [];
  let last, request;
  const onFrame = (now) => {
    // The browser tells tenths of a ms, with the noise of a floating point.
    if (last !== undefined) intervals.push(Math.round((now - last) * 10) / 10);
    last = now;
    request = requestAnimationFrame(onFrame);
  };
  request = requestAnimationFrame(onFrame);
  window.stopWatchingFrames = () => {
    cancelAnimationFrame(request);
    return intervals;
  };
})()`;

/** A frame's are the tasks that end after it began, and before the next one did. */
function busyPerFrame({ tasks, frameStartsMs }: MainThread): number[] {
  const busy = frameStartsMs.slice(1).map(() => 0);
  let frame = 0;
  for (const { startMs, wallMs, cpuMs } of tasks) {
    const endMs = startMs + wallMs;
    while (frame < busy.length && endMs >= frameStartsMs[frame + 1]!) frame++;
    if (frame < busy.length && endMs > frameStartsMs[0]!) busy[frame]! += cpuMs;
  }
  return busy;
}
