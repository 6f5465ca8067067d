import type { TransactionStyle } from "../../../src/checkers/transactions/index.ts";
import type { HistoryEntry, MicroOperation, Value } from "../../../src/history/index.ts";
import type { Draw } from "../random-history.ts";

export interface Shape {
  readonly style: TransactionStyle;
  readonly transactions: number;
  readonly processes: number;
  readonly keys: number;
  /** Micro-operations of a transaction, at most. */
  readonly length: number;
  /** Of 100 transactions so many read from a snapshot of some time ago, so many read each key as of another time, … */
  readonly stale: number;
  readonly torn: number;
  /** … so many of their reads are something that was or was to be written at any time, so many are unknown, so many fail. */
  readonly wild: number;
  readonly info: number;
  readonly fail: number;
}

interface Call {
  readonly process: number;
  readonly input: MicroOperation[];
  output: MicroOperation[] | undefined;
}

/** By key all versions that were committed, and every value that anybody wanted to write. */
interface Store {
  readonly versions: Map<number, Value[]>;
  readonly asked: Map<number, Value[]>;
}

/**
 * Transactions on a store that carries out each at one moment between its invocation and its completion; some are answered
 * from the past, or from several pasts at once. Without `stale`, `torn` and `wild` it is strictly serializable.
 */
export function randomTransactions(shape: Shape, draw: Draw): HistoryEntry[] {
  const store: Store = { versions: new Map(), asked: new Map() };
  const entries: HistoryEntry[] = [];
  const calls: Call[] = [];
  const idle = Array.from({ length: shape.processes }, (_, process) => process);
  let nextProcess = shape.processes;
  let fresh = 1;
  let started = 0;
  while (started < shape.transactions || calls.length > 0) {
    const isStart = started < shape.transactions && idle.length > 0 && draw(2) === 0;
    if (isStart) {
      const process = idle.splice(draw(idle.length), 1)[0]!;
      const input = drawInput(shape, draw, () => fresh++);
      for (const [f, key, value] of input) if (f !== "r") note(store.asked, key as number, value);
      calls.push({ process, input, output: undefined });
      entries.push({ type: "invoke", process, f: "txn", value: input });
      started++;
    } else if (calls.length > 0) {
      const at = draw(calls.length);
      const call = calls[at]!;
      const lot = draw(100);
      if (call.output === undefined) {
        if (lot >= shape.fail) call.output = carryOut(call.input, shape, store, draw);
        else if (draw(3) > 0) continue;
        else call.output = [];
        if (call.output.length > 0) continue;
      }
      calls.splice(at, 1);
      entries.push(complete(call, shape, lot));
      idle.push(entries.at(-1)!.type === "info" ? nextProcess++ : call.process);
    }
  }
  return entries;
}

function complete({ process, input, output }: Call, { info }: Shape, lot: number): HistoryEntry {
  const base = { process, f: "txn" };
  if (output!.length === 0) return { ...base, type: "fail", value: input };
  return lot >= 100 - info
    ? { ...base, type: "info", value: input }
    : { ...base, type: "ok", value: output! };
}

function drawInput({ style, keys, length }: Shape, draw: Draw, next: () => number): MicroOperation[] {
  const write = style === "list-append" ? "append" : "w";
  return Array.from({ length: 1 + draw(length) }, (): MicroOperation => {
    const key = draw(keys);
    return draw(2) === 0 ? ["r", key, null] : [write, key, next()];
  });
}

/** Runs one transaction on the newest versions, or on old ones where the lot says so, and commits what it wrote. */
function carryOut(input: MicroOperation[], shape: Shape, store: Store, draw: Draw): MicroOperation[] {
  const lot = draw(100);
  const back = lot < shape.stale ? 1 + draw(2) : 0;
  const isTorn = lot >= shape.stale && lot < shape.stale + shape.torn;
  const own = new Map<number, Value>();
  const written = new Map<number, Value[]>();
  const output = input.map(([f, name, value]): MicroOperation => {
    const key = name as number;
    if (!own.has(key)) own.set(key, versionOf(store, key, shape, isTorn ? draw(3) : back));
    if (f === "r")
      return [f, name, draw(100) < shape.wild ? wildValue(store, key, shape, draw) : own.get(key)!];
    own.set(key, shape.style === "list-append" ? [...(own.get(key) as Value[]), value] : value);
    written.set(key, [...(written.get(key) ?? []), value]);
    return [f, name, value];
  });
  for (const [key, values] of written) commit(store, key, values, shape);
  return output;
}

function versionOf(store: Store, key: number, { style }: Shape, back: number): Value {
  const versions = store.versions.get(key) ?? [];
  return versions[versions.length - 1 - back] ?? (style === "list-append" ? [] : null);
}

function wildValue(store: Store, key: number, shape: Shape, draw: Draw): Value {
  const version = versionOf(store, key, shape, draw((store.versions.get(key)?.length ?? 0) + 1));
  const asked = store.asked.get(key) ?? [];
  if (asked.length === 0 || draw(2) === 0) return version;
  const value = asked[draw(asked.length)]!;
  return shape.style === "list-append" ? [...(version as Value[]), value] : value;
}

function commit(store: Store, key: number, values: readonly Value[], { style }: Shape): void {
  const held = (store.versions.get(key)?.at(-1) ?? []) as Value[];
  note(store.versions, key, style === "list-append" ? [...held, ...values] : values.at(-1)!);
}

function note(map: Map<number, Value[]>, key: number, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
