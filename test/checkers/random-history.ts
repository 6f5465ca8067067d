import type { HistoryEntry, Value } from "../../src/history/index.ts";

/** A small generator of our own, so that a seed printed by a failing test gives the same history again. */
export type Draw = (bound: number) => number;

/** Integers 0 ≤ n < bound, by xorshift. */
export function createDraw(seed: number): Draw {
  let word = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 1;
  return (bound) => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return (word >>> 0) % bound;
  };
}

/** What a client may ask of one model, and a correct object that answers. */
export interface Kind {
  readonly model: string;
  /** What is special about it, for the name of a test. */
  readonly about: string;
  /** Draws a question. */
  ask(draw: Draw): { f: string; input: Value };
  /** A fresh object: answers a question and changes. `undefined`: a cas that found another value. */
  create(): (f: string, input: Value) => Value | undefined;
  /** A wrong answer in place of a right one. */
  corrupt(output: Value, draw: Draw): Value;
}

export interface Shape {
  readonly operations: number;
  readonly processes: number;
  readonly keys: number;
  /** Of 100 completions so many are unknown, so many fail, so many are corrupted. */
  readonly info: number;
  readonly fail: number;
  readonly corrupted: number;
}

interface Call {
  process: number;
  f: string;
  key: string | undefined;
  input: Value;
  output: Value | undefined;
  isDone: boolean;
}

/**
 * A history of clients that call a correct object: each call takes effect at one moment between its invocation and
 * its completion, so without corruption the history is linearizable.
 */
export function randomHistory(kind: Kind, shape: Shape, draw: Draw): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const objects = new Map<string | undefined, ReturnType<Kind["create"]>>();
  const calls: Call[] = [];
  let nextProcess = shape.processes;
  const idle = Array.from({ length: shape.processes }, (_, process) => process);
  let started = 0;
  while (started < shape.operations || calls.length > 0) {
    const action = draw(3);
    if (action === 0 && started < shape.operations && idle.length > 0) {
      const process = idle.splice(draw(idle.length), 1)[0]!;
      const key = shape.keys === 0 ? undefined : `k${draw(shape.keys)}`;
      const { f, input } = kind.ask(draw);
      calls.push({ process, f, key, input, output: undefined, isDone: false });
      entries.push({ type: "invoke", process, f, ...(key === undefined ? {} : { key }), value: input });
      started++;
    } else if (action === 1 && calls.length > 0) {
      const call = calls[draw(calls.length)]!;
      if (!call.isDone) takeEffect(call, kind, objects);
    } else if (action === 2 && calls.length > 0) {
      const index = draw(calls.length);
      const call = calls[index]!;
      const lot = draw(100);
      if (!call.isDone && lot >= shape.info + shape.fail) continue;
      if (call.isDone && lot >= shape.info && lot < shape.info + shape.fail) continue;
      calls.splice(index, 1);
      entries.push(...complete(call, kind, shape, lot, draw));
      idle.push(lot < shape.info ? nextProcess++ : call.process);
    }
  }
  return entries;
}

function takeEffect(
  call: Call,
  kind: Kind,
  objects: Map<string | undefined, ReturnType<Kind["create"]>>,
): void {
  let object = objects.get(call.key);
  if (object === undefined) objects.set(call.key, (object = kind.create()));
  call.output = object(call.f, call.input);
  call.isDone = true;
}

function complete(call: Call, kind: Kind, shape: Shape, lot: number, draw: Draw): HistoryEntry[] {
  const { process, f, key, input, output } = call;
  const base = { process, f, ...(key === undefined ? {} : { key }), value: input };
  if (lot < shape.info) return draw(3) === 0 ? [] : [{ ...base, type: "info", error: "timed-out" }];
  if (lot < shape.info + shape.fail) return [{ ...base, type: "fail", error: "unavailable" }];
  const isCorrupted = draw(100) < shape.corrupted;
  if (f === "cas") {
    const happened = (output !== undefined) !== isCorrupted;
    return [{ ...base, type: happened ? "ok" : "fail" }];
  }
  const isMute = output === undefined || output === input;
  return [
    { ...base, type: "ok", value: isMute || !isCorrupted ? (output ?? input) : kind.corrupt(output, draw) },
  ];
}
