/**
 * The event queue: what is scheduled, in the order (time, sequence number).
 *
 * A monotone radix queue over hexadecimal digits of the time. An event lies in the bucket (level, digit) when
 * its time differs from `floor` first in the digit of that level, and has that digit there; the earliest events
 * lie sorted in a short run. Nothing may be scheduled before the last event popped, so a bucket is only ever
 * split into lower ones, and each event moves at most once a digit.
 * Slots are typed arrays: no object an event. A cancelled event leaves at once, so timers that are re-armed on
 * every heartbeat cost no memory until they would have fired.
 *
 * Read a popped slot's fields from the public arrays, then `release` it.
 */
export interface QueueSnapshot {
  readonly count: number;
  readonly nextSequence: number;
  readonly nowUs: number;
  readonly time: Float64Array;
  readonly sequence: Float64Array;
  readonly since: Float64Array;
  readonly words: Int32Array;
  readonly payload: readonly unknown[];
}

/** What an event carries besides its time: small integers whose meaning is the cluster's, and a payload. */
export interface EventFields {
  kind: number;
  node: number;
  peer: number;
  tag: number;
  extra: number;
  cause: number;
  payload: unknown;
}

const IN_RUN = 255;
const FREE = 254;
const NONE = -1;
/** A run that grows longer goes back into buckets; a bucket that is no larger becomes a run. */
const RUN_LIMIT = 48;
const DRAIN_LIMIT = 24;
/** Times have 53 bits: 14 levels of 4. Levels from 8 on lie in the upper word. */
const DIGIT_BITS = 4;
const DIGIT_MASK = 15;
const LEVELS = 14;
const LOW_LEVELS = 8;
const TWO_32 = 4294967296;
const WORDS = 6;

export class EventQueue {
  time: Float64Array;
  sequence: Float64Array;
  /** When each was scheduled, µs. */
  since: Float64Array;
  kind: Uint8Array;
  node: Uint16Array;
  peer: Uint16Array;
  tag: Uint16Array;
  extra: Int32Array;
  cause: Uint32Array;
  payload: unknown[] = [];

  /** Events waiting. */
  count = 0;
  /** Time of the last event popped, µs. */
  nowUs = 0;

  #bucketOf: Uint8Array;
  #next: Int32Array;
  #previous: Int32Array;
  #capacity: number;
  #free = NONE;
  #nextSequence = 0;

  #heads = new Int32Array(LEVELS << DIGIT_BITS).fill(NONE);
  #sizes = new Int32Array(LEVELS << DIGIT_BITS);
  /** Bit `level`: some bucket of that level holds something. */
  #levelMask = 0;
  /** By level, bit `digit`: that bucket holds something. */
  #digitMasks = new Int32Array(LEVELS);
  #floorHigh = 0;
  #floorLow = 0;

  #run = new Int32Array(256);
  #runHead = 0;
  #runTail = 0;
  /** Events before this time belong in the run. */
  #runEndUs = 1;

  constructor(capacity = 256, firstSequence = 0) {
    this.#capacity = capacity;
    this.#nextSequence = firstSequence;
    this.time = new Float64Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.since = new Float64Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.node = new Uint16Array(capacity);
    this.peer = new Uint16Array(capacity);
    this.tag = new Uint16Array(capacity);
    this.extra = new Int32Array(capacity);
    this.cause = new Uint32Array(capacity);
    this.#bucketOf = new Uint8Array(capacity).fill(FREE);
    this.#next = new Int32Array(capacity);
    this.#previous = new Int32Array(capacity);
    this.#linkFree(0, capacity);
  }

  /**
   * Schedules an event at `timeUs` (an integer, not before `nowUs`), behind all others of that time, and
   * returns its slot. The slot is the handle for `cancel` until the event is popped.
   */
  schedule(
    timeUs: number,
    kind: number,
    node: number,
    peer: number,
    tag: number,
    extra: number,
    cause: number,
    payload: unknown,
  ): number {
    const slot = this.#take();
    this.time[slot] = timeUs;
    this.sequence[slot] = this.#nextSequence++;
    this.since[slot] = this.nowUs;
    this.kind[slot] = kind;
    this.node[slot] = node;
    this.peer[slot] = peer;
    this.tag[slot] = tag;
    this.extra[slot] = extra;
    this.cause[slot] = cause;
    this.payload[slot] = payload;
    this.#insert(slot, timeUs);
    return slot;
  }

  /** As `schedule`, with a sequence number of the caller's: for events whose rank among ties is fixed beforehand. */
  scheduleRanked(timeUs: number, sequence: number, fields: EventFields): number {
    const slot = this.#take();
    this.time[slot] = timeUs;
    this.sequence[slot] = sequence;
    this.since[slot] = this.nowUs;
    this.kind[slot] = fields.kind;
    this.node[slot] = fields.node;
    this.peer[slot] = fields.peer;
    this.tag[slot] = fields.tag;
    this.extra[slot] = fields.extra;
    this.cause[slot] = fields.cause;
    this.payload[slot] = fields.payload;
    this.#insert(slot, timeUs);
    return slot;
  }

  /** Removes and returns the earliest slot, unless it is later than `untilUs` or there is none: then −1. */
  pop(untilUs: number): number {
    if (this.#runHead === this.#runTail && !this.#refill()) return NONE;
    const slot = this.#run[this.#runHead]!;
    const timeUs = this.time[slot]!;
    if (timeUs > untilUs) return NONE;
    this.#runHead++;
    this.nowUs = timeUs;
    this.count--;
    return slot;
  }

  /** Makes a popped slot free for another event. */
  release(slot: number): void {
    this.payload[slot] = undefined;
    this.#bucketOf[slot] = FREE;
    this.#next[slot] = this.#free;
    this.#free = slot;
  }

  /** Removes a waiting event. The caller guarantees that `slot` still holds it. */
  cancel(slot: number): void {
    this.#withdraw(slot);
    this.release(slot);
  }

  /** Moves a waiting event to another time, not before `nowUs`. It stays in its slot and keeps its sequence number. */
  postpone(slot: number, timeUs: number): void {
    this.#withdraw(slot);
    this.time[slot] = timeUs;
    this.#insert(slot, timeUs);
  }

  /** The waiting slots in the order in which they would be popped. */
  waiting(): number[] {
    const slots: number[] = [];
    for (let at = this.#runHead; at < this.#runTail; at++) slots.push(this.#run[at]!);
    for (let bucket = 0; bucket < this.#heads.length; bucket++) {
      for (let slot = this.#heads[bucket]!; slot !== NONE; slot = this.#next[slot]!) slots.push(slot);
    }
    return slots.sort((a, b) => this.time[a]! - this.time[b]! || this.sequence[a]! - this.sequence[b]!);
  }

  /** A copy of what waits, in O(count). Payloads are shared: they are immutable. */
  snapshot(): QueueSnapshot {
    const slots = this.waiting();
    const words = new Int32Array(slots.length * WORDS);
    slots.forEach((slot, index) => {
      words[index * WORDS] = this.kind[slot]!;
      words[index * WORDS + 1] = this.node[slot]!;
      words[index * WORDS + 2] = this.peer[slot]!;
      words[index * WORDS + 3] = this.tag[slot]!;
      words[index * WORDS + 4] = this.extra[slot]!;
      words[index * WORDS + 5] = this.cause[slot]!;
    });
    return {
      count: slots.length,
      nextSequence: this.#nextSequence,
      nowUs: this.nowUs,
      time: Float64Array.from(slots, (slot) => this.time[slot]!),
      sequence: Float64Array.from(slots, (slot) => this.sequence[slot]!),
      since: Float64Array.from(slots, (slot) => this.since[slot]!),
      words,
      payload: slots.map((slot) => this.payload[slot]),
    };
  }

  /** A queue that goes on where `snapshot` was taken. */
  static restore(snapshot: QueueSnapshot): EventQueue {
    const queue = new EventQueue(Math.max(256, snapshot.count), snapshot.nextSequence);
    queue.#setFloor(snapshot.nowUs);
    queue.#runEndUs = snapshot.nowUs + 1;
    queue.nowUs = snapshot.nowUs;
    const { words } = snapshot;
    for (let index = 0; index < snapshot.count; index++) {
      const slot = queue.scheduleRanked(snapshot.time[index]!, snapshot.sequence[index]!, {
        kind: words[index * WORDS]!,
        node: words[index * WORDS + 1]!,
        peer: words[index * WORDS + 2]!,
        tag: words[index * WORDS + 3]!,
        extra: words[index * WORDS + 4]!,
        cause: words[index * WORDS + 5]! >>> 0,
        payload: snapshot.payload[index],
      });
      queue.since[slot] = snapshot.since[index]!;
    }
    return queue;
  }

  #withdraw(slot: number): void {
    const bucket = this.#bucketOf[slot]!;
    this.count--;
    if (bucket === IN_RUN) this.#removeFromRun(slot);
    else this.#unlink(slot, bucket);
  }

  #insert(slot: number, timeUs: number): void {
    this.count++;
    if (timeUs < this.#runEndUs) {
      this.#insertIntoRun(slot, timeUs);
    } else {
      this.#link(slot, this.#bucketFor(timeUs));
    }
  }

  #insertIntoRun(slot: number, timeUs: number): void {
    if (this.#runTail - this.#runHead >= RUN_LIMIT && this.#spill()) {
      this.count--;
      this.#insert(slot, timeUs);
      return;
    }
    if (this.#runTail === this.#run.length) this.#compactRun();
    const run = this.#run;
    const sequence = this.sequence[slot]!;
    let at = this.#runTail++;
    for (; at > this.#runHead; at--) {
      const before = run[at - 1]!;
      const beforeUs = this.time[before]!;
      if (beforeUs < timeUs || (beforeUs === timeUs && this.sequence[before]! < sequence)) break;
      run[at] = before;
    }
    run[at] = slot;
    this.#bucketOf[slot] = IN_RUN;
  }

  /** What is cancelled is mostly a timer far ahead: it is looked for from the run's end. */
  #removeFromRun(slot: number): void {
    const run = this.#run;
    const last = --this.#runTail;
    let after = run[last]!;
    for (let at = last; after !== slot;) {
      const moved = run[--at]!;
      run[at] = after;
      after = moved;
    }
  }

  /**
   * Moves a run that grew long back into buckets under a floor of `nowUs`. False when all of it is due now, or when
   * the run was filled ahead of `nowUs`: then `nowUs` lies below the floor that the buckets were chosen under.
   */
  #spill(): boolean {
    const lastUs = this.time[this.#run[this.#runTail - 1]!]!;
    const nowUs = this.nowUs;
    if (lastUs <= nowUs || nowUs < this.#floorHigh * TWO_32 + this.#floorLow) return false;
    const slots = this.#run.slice(this.#runHead, this.#runTail);
    this.#runHead = this.#runTail = 0;
    this.#setFloor(nowUs);
    this.#runEndUs = nowUs + 1;
    for (const slot of slots) {
      if (this.time[slot]! <= nowUs) this.#run[this.#runTail++] = slot;
      else this.#link(slot, this.#bucketFor(this.time[slot]!));
    }
    return true;
  }

  #compactRun(): void {
    const length = this.#runTail - this.#runHead;
    const run = length * 2 > this.#run.length ? new Int32Array(this.#run.length * 2) : this.#run;
    run.set(this.#run.subarray(this.#runHead, this.#runTail), 0);
    this.#run = run;
    this.#runHead = 0;
    this.#runTail = length;
  }

  /** Fills the empty run from the lowest bucket that holds anything. False when nothing waits. */
  #refill(): boolean {
    this.#runHead = this.#runTail = 0;
    while (this.#levelMask !== 0) {
      const level = lowestBit(this.#levelMask);
      const digit = lowestBit(this.#digitMasks[level]!);
      const bucket = (level << DIGIT_BITS) | digit;
      const size = this.#sizes[bucket]!;
      const first = this.#heads[bucket]!;
      this.#empty(bucket);
      this.#raiseFloor(level, digit);
      if (size <= DRAIN_LIMIT || level === 0) {
        this.#drain(first, size);
        return true;
      }
      this.#split(first);
    }
    return false;
  }

  /** Moves what was a bucket into the run, sorted. At level 0 all have one time: they may be many. */
  #drain(first: number, size: number): void {
    if (size > this.#run.length) this.#run = new Int32Array(size * 2);
    const run = this.#run;
    // A long list is all of one time: it is sorted by sequence at the end.
    const sortedFrom = size <= DRAIN_LIMIT ? 0 : Infinity;
    let tail = 0;
    for (let slot = first; slot !== NONE; slot = this.#next[slot]!) {
      const timeUs = this.time[slot]!;
      const sequence = this.sequence[slot]!;
      let at = tail++;
      for (; at > sortedFrom; at--) {
        const before = run[at - 1]!;
        const beforeUs = this.time[before]!;
        if (beforeUs < timeUs || (beforeUs === timeUs && this.sequence[before]! < sequence)) break;
        run[at] = before;
      }
      run[at] = slot;
      this.#bucketOf[slot] = IN_RUN;
    }
    this.#runTail = tail;
    if (size > DRAIN_LIMIT) run.subarray(0, tail).sort((a, b) => this.sequence[a]! - this.sequence[b]!);
  }

  /** Redistributes what was a large bucket under its own first time as the floor. */
  #split(first: number): void {
    for (let slot = first; slot !== NONE;) {
      const next = this.#next[slot]!;
      this.#link(slot, this.#bucketFor(this.time[slot]!));
      slot = next;
    }
  }

  /** Sets the floor to the first time of a bucket, and the run's end to the first time past it. */
  #raiseFloor(level: number, digit: number): void {
    if (level < LOW_LEVELS) {
      const shift = level * DIGIT_BITS;
      const above = level === LOW_LEVELS - 1 ? 0 : this.#floorLow >>> (shift + DIGIT_BITS);
      this.#floorLow = (((above << DIGIT_BITS) | digit) << shift) >>> 0;
      this.#runEndUs = this.#floorHigh * TWO_32 + this.#floorLow + (1 << shift);
    } else {
      const shift = (level - LOW_LEVELS) * DIGIT_BITS;
      this.#floorHigh = (((this.#floorHigh >>> (shift + DIGIT_BITS)) << DIGIT_BITS) | digit) << shift;
      this.#floorLow = 0;
      this.#runEndUs = (this.#floorHigh + (1 << shift)) * TWO_32;
    }
  }

  #setFloor(timeUs: number): void {
    this.#floorHigh = Math.floor(timeUs / TWO_32);
    this.#floorLow = timeUs >>> 0;
  }

  #bucketFor(timeUs: number): number {
    const low = timeUs >>> 0;
    if (timeUs >= TWO_32 || this.#floorHigh !== 0) {
      const high = Math.floor(timeUs / TWO_32);
      if (high !== this.#floorHigh) return (LOW_LEVELS << DIGIT_BITS) + bucketIn(high, this.#floorHigh);
    }
    return bucketIn(low, this.#floorLow);
  }

  #link(slot: number, bucket: number): void {
    const head = this.#heads[bucket]!;
    this.#next[slot] = head;
    this.#previous[slot] = NONE;
    if (head !== NONE) this.#previous[head] = slot;
    this.#heads[bucket] = slot;
    this.#bucketOf[slot] = bucket;
    if (this.#sizes[bucket]!++ === 0) {
      const level = bucket >> DIGIT_BITS;
      this.#digitMasks[level]! |= 1 << (bucket & DIGIT_MASK);
      this.#levelMask |= 1 << level;
    }
  }

  #unlink(slot: number, bucket: number): void {
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else this.#heads[bucket] = next;
    if (--this.#sizes[bucket]! === 0) this.#empty(bucket);
  }

  #empty(bucket: number): void {
    const level = bucket >> DIGIT_BITS;
    this.#heads[bucket] = NONE;
    this.#sizes[bucket] = 0;
    this.#digitMasks[level]! &= ~(1 << (bucket & DIGIT_MASK));
    if (this.#digitMasks[level] === 0) this.#levelMask &= ~(1 << level);
  }

  #take(): number {
    if (this.#free === NONE) this.#grow();
    const slot = this.#free;
    this.#free = this.#next[slot]!;
    return slot;
  }

  #grow(): void {
    const from = this.#capacity;
    const to = from * 2;
    this.time = grown(this.time, new Float64Array(to));
    this.sequence = grown(this.sequence, new Float64Array(to));
    this.since = grown(this.since, new Float64Array(to));
    this.kind = grown(this.kind, new Uint8Array(to));
    this.node = grown(this.node, new Uint16Array(to));
    this.peer = grown(this.peer, new Uint16Array(to));
    this.tag = grown(this.tag, new Uint16Array(to));
    this.extra = grown(this.extra, new Int32Array(to));
    this.cause = grown(this.cause, new Uint32Array(to));
    this.#bucketOf = grown(this.#bucketOf, new Uint8Array(to).fill(FREE));
    this.#next = grown(this.#next, new Int32Array(to));
    this.#previous = grown(this.#previous, new Int32Array(to));
    this.#capacity = to;
    this.#linkFree(from, to);
  }

  #linkFree(from: number, to: number): void {
    for (let slot = to - 1; slot >= from; slot--) {
      this.#next[slot] = this.#free;
      this.#free = slot;
    }
  }
}

/** Level and digit, within one word, of the first digit in which a time differs from the floor. */
function bucketIn(word: number, floor: number): number {
  const level = (31 - Math.clz32((word ^ floor) | 1)) >> 2;
  return (level << DIGIT_BITS) | ((word >>> (level << 2)) & DIGIT_MASK);
}

function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

function grown<T extends Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}
