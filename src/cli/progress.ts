import type { Cluster } from "../cluster/index.ts";
import type { Scenario } from "../scenario/index.ts";
import { thousands } from "./print.ts";

/** Says on stderr how far a long piece of work is; silent for the first second. One line that is rewritten on a terminal. */
export class Progress {
  readonly #startMs = performance.now();
  #lastMs = this.#startMs;
  #shown = false;

  /** `done` of `all`, both ≥ 0, and what is counted. */
  update(done: number, all: number, what: string, count: number): void {
    const nowMs = performance.now();
    const everyMs = process.stderr.isTTY ? 200 : 5_000;
    if (nowMs - this.#startMs < 1_000 || nowMs - this.#lastMs < everyMs) return;
    this.#lastMs = nowMs;
    this.#shown = true;
    const percent = all > 0 ? Math.min(100, Math.floor((100 * done) / all)) : 0;
    const leftS = done > 0 ? Math.ceil(((nowMs - this.#startMs) * (all / done - 1)) / 1_000) : 0;
    const text = `${String(percent).padStart(3)} %  ${thousands(count)} ${what}  about ${leftS} s left`;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
  }

  end(): void {
    if (this.#shown && process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }
}

/**
 * How far a run is. By virtual time; by its budget of events while virtual time stands still, as an estimate by
 * virtual time would then count up for ever.
 */
export class RunProgress {
  readonly #progress = new Progress();
  readonly #mostEvents: number;
  #lastUs = -1;

  constructor({ budget }: Scenario) {
    this.#mostEvents = budget.events;
  }

  update({ nowUs, events, spec }: Cluster): void {
    const standsStill = nowUs === this.#lastUs;
    this.#lastUs = nowUs;
    if (standsStill) this.#progress.update(events, this.#mostEvents, "events", events);
    else this.#progress.update(nowUs, spec.untilUs, "events", events);
  }

  end(): void {
    this.#progress.end();
  }
}
