import type { HistoryEntry, MicroOperation, Value } from "../../src/history/index.ts";
import { createDraw } from "../../test/checkers/random-history.ts";

/** Elle's own generator: so many keys in use, each given up after so many writes. */
const ACTIVE_KEYS = 10;
const WRITES_PER_KEY = 100;
const PROCESSES = 20;

interface Call {
  readonly process: number;
  readonly input: readonly MicroOperation[];
  output?: readonly MicroOperation[];
}

/** Transactions of one to four micro-operations on a store that carries out each at one moment, so strictly serializable. */
export function elleWorkload(write: "append" | "w", transactions: number, seed: number): HistoryEntry[] {
  const draw = createDraw(seed);
  const keys = Array.from({ length: ACTIVE_KEYS }, (_, key) => ({ key, writes: 0 }));
  const held = new Map<Value, Value>();
  const idle = Array.from({ length: PROCESSES }, (_, process) => process);
  const calls: Call[] = [];
  const entries: HistoryEntry[] = [];
  let nextKey = ACTIVE_KEYS;
  let nextValue = 1;
  const ask = (): MicroOperation => {
    const slot = draw(ACTIVE_KEYS);
    const { key, writes } = keys[slot]!;
    if (draw(2) === 0) return ["r", key, null];
    keys[slot] = writes + 1 === WRITES_PER_KEY ? { key: nextKey++, writes: 0 } : { key, writes: writes + 1 };
    return [write, key, nextValue++];
  };
  const answer = ([f, key, value]: MicroOperation): MicroOperation => {
    if (f === "r") return [f, key, held.get(key) ?? null];
    held.set(key, f === "append" ? [...((held.get(key) ?? []) as Value[]), value] : value);
    return [f, key, value];
  };
  for (let started = 0; started < transactions || calls.length > 0;) {
    if (started < transactions && idle.length > 0 && draw(2) === 0) {
      const process = idle.splice(draw(idle.length), 1)[0]!;
      const input = Array.from({ length: 1 + draw(4) }, ask);
      calls.push({ process, input });
      entries.push({ type: "invoke", process, f: "txn", value: input });
      started++;
    } else if (calls.length > 0) {
      const at = draw(calls.length);
      const call = calls[at]!;
      if (call.output === undefined) call.output = call.input.map(answer);
      else {
        calls.splice(at, 1);
        entries.push({ type: "ok", process: call.process, f: "txn", value: call.output });
        idle.push(call.process);
      }
    }
  }
  return entries;
}
