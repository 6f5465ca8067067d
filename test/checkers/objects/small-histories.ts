import type { HistoryEntry, Value } from "../../../src/history/index.ts";
import type { Draw } from "../random-history.ts";

export interface SmallShape {
  readonly operations: number;
  readonly processes: number;
  readonly keys: number;
  /** Values are drawn from so few; 0: no value is written twice. */
  readonly values: number;
  readonly hasCas: boolean;
  /** Of 100 writes so many are unknown, so many fail. */
  readonly info: number;
  readonly fail: number;
}

/**
 * A history in which reads return any value that was written to the key, now and then one that is written later or never, so that
 * every level is violated often and satisfied often.
 */
export function drawRegisters(shape: SmallShape, draw: Draw): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const written = new Map<string, Value[]>();
  let process = Array.from({ length: shape.processes }, (_, index) => index);
  let next = 0;
  const value = (): Value => (shape.values === 0 ? ++next : 1 + draw(shape.values));
  const found = (key: string): Value => {
    const values: Value[] = [...(written.get(key) ?? []), null];
    return draw(25) === 0 ? 1 + draw(6) : values[draw(values.length)]!;
  };
  for (let count = 0; count < shape.operations; count++) {
    const place = draw(process.length);
    const key = "xy"[draw(shape.keys)]!;
    const lot = draw(shape.hasCas ? 5 : 4);
    const f = lot < 2 ? "read" : lot < 4 ? "write" : "cas";
    const input: Value = f === "read" ? null : f === "write" ? value() : [found(key), value()];
    const outcome = f === "read" ? 100 : draw(100);
    const type = outcome < shape.info ? "info" : outcome < shape.info + shape.fail ? "fail" : "ok";
    const base = { process: process[place]!, f, key };
    entries.push({ ...base, type: "invoke", value: input });
    if (f !== "read" && (type !== "fail" || draw(4) === 0))
      written.set(key, [...(written.get(key) ?? []), f === "cas" ? (input as Value[])[1]! : input]);
    entries.push({ ...base, type, value: f === "read" ? found(key) : input });
    if (type === "info") process = process.with(place, Math.max(...process) + 1);
  }
  return entries;
}

/** The same for texts that are appended to: no piece is appended twice. */
export function drawTexts(shape: SmallShape, draw: Draw): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  const texts = new Map<string, string[]>();
  let next = 0;
  for (let count = 0; count < shape.operations; count++) {
    const process = draw(shape.processes);
    const key = "xy"[draw(shape.keys)]!;
    const known = texts.get(key) ?? [""];
    const lot = draw(10);
    const f =
      lot < 5 ? "get" : lot < 8 || (lot === 8 && !shape.hasCas) ? "append" : lot === 8 ? "cas" : "put";
    const piece = "abcdefgh"[next]!;
    const input = f === "get" ? null : f === "cas" ? [known[draw(known.length)]!, piece] : piece;
    entries.push({ type: "invoke", process, f, key, value: input });
    const some = (): string => known[draw(known.length)]!;
    if (f !== "get") {
      next++;
      texts.set(key, [...known, f === "append" ? some() + piece : piece, known.at(-1)! + piece]);
    }
    entries.push({ type: "ok", process, f, key, value: f === "get" ? some() : input });
  }
  return entries;
}
