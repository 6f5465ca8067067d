import { clone, createDigest, formatDigest, mixFour, type Digest } from "../base/index.ts";
import { EventQueue, type QueueSnapshot } from "./event-queue.ts";
import { RandomStreams, type StreamsSnapshot } from "./random-streams.ts";
import { NO_CAUSE, Trace, type TraceLevel } from "./trace.ts";

/** Everything the kernel needs to go on from a moment; immutable, shareable, O(pending events). */
export interface KernelCheckpoint {
  readonly events: number;
  readonly digest: Digest;
  readonly queue: QueueSnapshot;
  readonly streams: StreamsSnapshot;
}

/**
 * Virtual time, the event queue, the random streams, the trace and the fingerprint of one run.
 *
 * Virtual time is an integer count of µs and moves only when an event is popped. An event becomes part of the
 * run when it is recorded: that numbers it, mixes it into the digest and appends it to the trace.
 */
export class Kernel {
  readonly seed: string;
  readonly queue: EventQueue;
  readonly streams: RandomStreams;
  readonly trace: Trace;
  /** Events recorded so far. */
  events = 0;
  /** Number of the event being handled: the cause of whatever its handler schedules. */
  current: number = NO_CAUSE;
  readonly digest: Digest;

  private constructor(seed: string, queue: EventQueue, streams: RandomStreams, trace: Trace, digest: Digest) {
    this.seed = seed;
    this.queue = queue;
    this.streams = streams;
    this.trace = trace;
    this.digest = digest;
  }

  static create(seed: string, level: TraceLevel, firstSequence = 0): Kernel {
    return new Kernel(
      seed,
      new EventQueue(1024, firstSequence),
      new RandomStreams(seed),
      new Trace(level),
      createDigest(),
    );
  }

  /** A kernel that goes on where `checkpoint` was taken, recording into `trace`. */
  static restore(seed: string, checkpoint: KernelCheckpoint, trace: Trace): Kernel {
    const streams = RandomStreams.restore(seed, checkpoint.streams);
    const kernel = new Kernel(
      seed,
      EventQueue.restore(checkpoint.queue),
      streams,
      trace,
      clone(checkpoint.digest),
    );
    kernel.events = checkpoint.events;
    return kernel;
  }

  get nowUs(): number {
    return this.queue.nowUs;
  }

  /** Makes the popped event part of the run. Every event goes through here once, before it is handled. */
  record(kind: number, node: number, peer: number, tag: number, cause: number, payload: unknown): void {
    const timeUs = this.queue.nowUs;
    const what = ((timeUs / 4294967296) | (kind << 24)) ^ Math.imul(tag, 0x01000193);
    mixFour(this.digest, timeUs | 0, node | (peer << 16), what, cause);
    if (this.trace.level !== "off") this.trace.append(timeUs, kind, node, peer, tag, cause, payload);
    this.current = this.events++;
  }

  checkpoint(): KernelCheckpoint {
    return {
      events: this.events,
      digest: clone(this.digest),
      queue: this.queue.snapshot(),
      streams: this.streams.snapshot(),
    };
  }

  /** The digest of all events recorded so far. */
  digestText(): string {
    return formatDigest(this.digest);
  }
}
