import { countLeading } from "../base/index.ts";
import { Cluster, type Checkpoint, type ClusterSpec } from "../cluster/index.ts";
import { Trace } from "../kernel/index.ts";

/**
 * One run with its past: the frontier that runs ahead, the trace, and checkpoints along the way, so that any
 * moment is at most one interval of re-execution away.
 *
 * Checkpoints are taken every `interval` events; when there are more than MOST_CHECKPOINTS, every other one is
 * let go and the interval doubles. Memory stays bounded, and a seek re-executes at most `interval` events.
 */
const FIRST_INTERVAL = 2_048;
const MOST_CHECKPOINTS = 512;

export class Timeline {
  readonly spec: ClusterSpec;
  readonly seed: string;
  readonly frontier: Cluster;
  #checkpoints: Checkpoint[];
  #interval: number;
  /** Re-executes for `at`; left where the last seek ended, since the next is often a little later. */
  #cursor: Cluster | undefined;
  #isOver = false;

  private constructor(
    spec: ClusterSpec,
    seed: string,
    frontier: Cluster,
    checkpoints: Checkpoint[],
    interval: number,
  ) {
    this.spec = spec;
    this.seed = seed;
    this.frontier = frontier;
    this.#checkpoints = checkpoints;
    this.#interval = interval;
  }

  static start(spec: ClusterSpec, seed: string, interval = FIRST_INTERVAL): Timeline {
    const frontier = Cluster.create(spec, seed, "full");
    return new Timeline(spec, seed, frontier, [frontier.checkpoint()], interval);
  }

  /**
   * The run that `spec` gives when it differs from this one's only from `divergeUs` on: it shares the past up to the
   * last checkpoint before that moment.
   */
  branch(spec: ClusterSpec, seed: string, divergeUs: number): Timeline {
    const shared = this.#checkpoints.filter(
      (checkpoint) => checkpoint.events === 0 || checkpoint.timeUs < divergeUs,
    );
    const last = shared[shared.length - 1]!;
    if (last.events === 0) return Timeline.start(spec, seed, this.#interval);
    const trace = this.frontier.kernel.trace.fork(last.events);
    const frontier = Cluster.restore(spec, seed, last, trace);
    return new Timeline(spec, seed, frontier, shared, this.#interval);
  }

  /** Events computed so far. */
  get events(): number {
    return this.frontier.events;
  }

  get trace(): Trace {
    return this.frontier.kernel.trace;
  }

  /** Runs ahead by at most `events`; true when the run has reached its end. */
  advance(events: number): boolean {
    const target = this.frontier.events + events;
    while (this.frontier.events < target) {
      const next = this.#checkpoints[this.#checkpoints.length - 1]!.events + this.#interval;
      if (this.frontier.run(Infinity, Math.min(next, target))) return (this.#isOver = true);
      if (this.frontier.events >= next) this.#keep(this.frontier.checkpoint());
    }
    return false;
  }

  /** True when there is nothing left to compute. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The cluster exactly as it was after `events` events; to be looked at, not run. */
  at(events: number): Cluster {
    // A frontier that is over has gone on past its last event, to the end of time.
    if (events === this.frontier.events && !this.#isOver) return this.frontier;
    const start = this.#nearest(events);
    let cursor = this.#cursor;
    if (cursor === undefined || cursor.events > events || cursor.events < start.events) {
      cursor = Cluster.restore(this.spec, this.seed, start, new Trace("off"));
      this.#cursor = cursor;
    }
    cursor.run(Infinity, events);
    return cursor;
  }

  /** The last checkpoint with at most `events` events. */
  #nearest(events: number): Checkpoint {
    const checkpoints = this.#checkpoints;
    return checkpoints[
      countLeading(checkpoints.length, (index) => checkpoints[index]!.events <= events) - 1
    ]!;
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length <= MOST_CHECKPOINTS) return;
    this.#checkpoints = this.#checkpoints.filter((_, index) => index % 2 === 0);
    this.#interval *= 2;
  }
}
