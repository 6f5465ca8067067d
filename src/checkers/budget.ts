/** What a check may spend. Left out: 50 million steps, 512 MiB, no wish to stop. */
export interface BudgetOptions {
  readonly maxSteps?: number;
  readonly maxBytes?: number;
  /**
   * Asked every few thousand steps; true ends the check with `unknown`. Wall time and cancelling come in
   * here, for this room has no clock.
   */
  readonly shouldStop?: () => boolean;
}

/** Which budget ran out. `limit` is in steps or bytes; 0 for `stopped`. */
export interface BudgetExceeded {
  readonly kind: "steps" | "memory" | "stopped";
  readonly limit: number;
}

/** Something that works in steps, holds memory and can be interrupted. */
export interface Interruptible<Answer extends string> {
  run(steps: number): Answer | "running";
  readonly steps: number;
  readonly bytes: number;
}

const SLICE_STEPS = 4096;
const DEFAULT_STEPS = 50_000_000;
const DEFAULT_BYTES = 512 * 1024 * 1024;

/** Steps and bytes spent so far by everything that ran within it. */
export class Budget {
  readonly maxSteps: number;
  readonly maxBytes: number;
  readonly #shouldStop: () => boolean;
  steps = 0;
  #bytes = 0;
  exceeded: BudgetExceeded | undefined;

  constructor(options: BudgetOptions) {
    this.maxSteps = options.maxSteps ?? DEFAULT_STEPS;
    this.maxBytes = options.maxBytes ?? DEFAULT_BYTES;
    this.#shouldStop = options.shouldStop ?? (() => false);
  }

  /** Lets `work` go on for at most `steps` steps. It answers `running` also when a budget has run out: see `exceeded`. */
  run<Answer extends string>(work: Interruptible<Answer>, steps: number): Answer | "running" {
    const end = work.steps + steps;
    for (;;) {
      const spent = work.steps;
      const held = work.bytes;
      const answer = work.run(Math.max(1, Math.min(SLICE_STEPS, end - spent, this.maxSteps - this.steps)));
      this.steps += work.steps - spent;
      this.#bytes += work.bytes - held;
      if (answer !== "running") return answer;
      this.#look();
      if (this.exceeded !== undefined || work.steps >= end) return "running";
    }
  }

  /** Lets `work` go on to its end, or until a budget runs out. */
  finish<Answer extends string>(work: Interruptible<Answer>): Answer | "running" {
    return this.run(work, Infinity);
  }

  /** Says that `work` is done with and its memory free. */
  release(work: Interruptible<string>): void {
    this.#bytes -= work.bytes;
  }

  /** For work that is no `Interruptible`: takes so many steps. False when a budget has run out, then the work must end. */
  spend(steps: number): boolean {
    const slices = Math.floor(this.steps / SLICE_STEPS);
    this.steps += steps;
    if (this.exceeded === undefined && Math.floor(this.steps / SLICE_STEPS) > slices) this.#look();
    return this.exceeded === undefined;
  }

  /** Takes memory for as long as the budget lives. False when there is not so much left. */
  hold(bytes: number): boolean {
    this.#bytes += bytes;
    if (this.#bytes > this.maxBytes) this.exceeded ??= { kind: "memory", limit: this.maxBytes };
    return this.exceeded === undefined;
  }

  /** A budget for a side task: what is left of this one, and no more than is said. */
  aside(maxSteps: number, maxBytes = Infinity): Budget {
    return new Budget({
      maxSteps: Math.min(maxSteps, this.maxSteps - this.steps),
      maxBytes: Math.min(maxBytes, this.maxBytes - this.#bytes),
      shouldStop: this.#shouldStop,
    });
  }

  /** Work that may take so many steps of this budget and no more; it ends this budget when it needed more. */
  within<T>(maxSteps: number, work: (budget: Budget) => T): T {
    const aside = this.aside(maxSteps);
    const answer = work(aside);
    this.steps += aside.steps;
    this.exceeded ??= aside.exceeded;
    return answer;
  }

  #look(): void {
    if (this.steps >= this.maxSteps) this.exceeded = { kind: "steps", limit: this.maxSteps };
    else if (this.#bytes > this.maxBytes) this.exceeded = { kind: "memory", limit: this.maxBytes };
    else if (this.#shouldStop()) this.exceeded = { kind: "stopped", limit: 0 };
  }
}
