import type { Operation, Value } from "../../history/index.ts";
import { describeValue } from "../describe.ts";
import { Findings } from "./findings.ts";
import { INITIAL, NOBODY, type Inference, type Version } from "./inference.ts";
import { identity, readSteps, type Step } from "./steps.ts";

/** One write of one value. Its operation is a number. */
interface Write {
  readonly operation: number;
  readonly value: Value;
  /** False when the same transaction writes the key again. */
  isLast: boolean;
  /** True when another transaction that may have committed wrote an equal value. */
  isDoubtful: boolean;
  isRead: boolean;
}

/** By key, by value. */
type Writes = readonly Map<unknown, Write>[];

/** What a transaction read of a key from outside of itself: undefined for the initial nil. */
interface ExternalRead {
  readonly key: number;
  readonly write: Write | undefined;
}

/**
 * What a history of transactions over registers shows by itself. Every value is written once under its key, so a read
 * names its writer. Of the order of versions only this is known: the initial one is the first, and whoever reads
 * anything of a transaction, or the key itself, and writes the key too comes later than it.
 */
export function inferRegisters(operations: readonly Operation[]): Inference {
  const { keys, steps } = readSteps(operations);
  const writes = readWrites(operations, keys, steps);
  const findings = new Findings(operations);
  const reads = operations.map((_, operation) =>
    readExternally(operation, steps[operation]!, { operations, keys, writes, findings }),
  );
  const seen = new Set(reads.flat().map(({ write }) => write?.operation));
  const kept = operations.flatMap(({ type }, operation) =>
    type === "ok" || (type === "info" && seen.has(operation)) ? [operation] : [],
  );
  const doubtful = writes.findIndex((key) =>
    [...key.values()].some((write) => write.isDoubtful && write.isRead),
  );
  return {
    style: "rw-register",
    transactions: kept.map((operation) => operations[operation]!),
    keys,
    ...joinVersions(kept, operations.length, writes, reads, steps),
    findings: findings.all,
    shownBy: keys.map(() => undefined),
    ...(doubtful < 0
      ? {}
      : { ambiguity: `a value that two transactions wrote to ${keys[doubtful]!} was read` }),
  };
}

function readWrites(
  operations: readonly Operation[],
  keys: readonly string[],
  steps: readonly (readonly Step[])[],
): Writes {
  const writes = keys.map(() => new Map<unknown, Write>());
  for (const [operation, { type }] of operations.entries()) {
    const own = new Map<number, Write>();
    for (const { isRead, key, value } of steps[operation]!) {
      if (isRead) continue;
      const other = writes[key]!.get(identity(value));
      if (other !== undefined && other.operation !== operation && type === "fail") continue;
      const isDoubtful =
        other !== undefined && other.operation !== operation && operations[other.operation]!.type !== "fail";
      const before = own.get(key);
      if (before !== undefined) before.isLast = false;
      const write = { operation, value, isLast: true, isDoubtful, isRead: false };
      own.set(key, write);
      writes[key]!.set(identity(value), write);
    }
  }
  return writes;
}

interface Surroundings {
  readonly operations: readonly Operation[];
  readonly keys: readonly string[];
  readonly writes: Writes;
  readonly findings: Findings;
}

/** What one transaction read from outside, held against what it did itself and who committed what. */
function readExternally(operation: number, steps: readonly Step[], all: Surroundings): ExternalRead[] {
  const expected = new Map<number, Value>();
  const found: ExternalRead[] = [];
  for (const { isRead, key, value } of steps) {
    const known = expected.get(key);
    expected.set(key, value);
    if (!isRead || (known !== undefined && identity(known) === identity(value))) continue;
    if (known !== undefined) all.findings.addInternal(operation, all.keys[key]!, value, describeValue(known));
    const write = value === null ? undefined : all.writes[key]!.get(identity(value));
    if (write !== undefined) write.isRead = true;
    if (value !== null) judgeRead(operation, key, value, write, known !== undefined, all);
    if (value === null || write !== undefined) found.push({ key, write });
  }
  return found;
}

function judgeRead(
  operation: number,
  key: number,
  value: Value,
  write: Write | undefined,
  isInternal: boolean,
  { operations, keys, findings }: Surroundings,
): void {
  const name = keys[key]!;
  if (write === undefined) findings.addGarbageRead(operation, name, value);
  else if (write.operation === operation) {
    if (!isInternal) findings.addFutureRead(operation, name, value);
  } else if (operations[write.operation]!.type === "fail")
    findings.addAbortedRead(operation, write.operation, name, value);
  else if (!write.isLast) findings.addIntermediateRead(operation, write.operation, name, value);
}

function joinVersions(
  kept: readonly number[],
  count: number,
  writes: Writes,
  found: readonly (readonly ExternalRead[])[],
  steps: readonly (readonly Step[])[],
): Pick<Inference, "versions" | "reads" | "writes"> {
  const numbers = new Int32Array(count).fill(NOBODY);
  for (const [number, operation] of kept.entries()) numbers[operation] = number;
  const initial = writes.map((_, key) => createVersion(key, null, INITIAL));
  const byWrite = new Map<Write, Version>();
  for (const [key, ofKey] of writes.entries()) {
    for (const write of ofKey.values())
      byWrite.set(write, createVersion(key, write.value, numbers[write.operation]!));
  }
  const written = kept.map((operation) => lastWrites(steps[operation]!, writes, byWrite));
  for (const [number, versions] of written.entries())
    for (const { key } of versions) initial[key]!.later.push(number);
  const reads = kept.map((operation, number) => {
    const versions = new Set(
      found[operation]!.map(({ key, write }) => (write === undefined ? initial[key]! : byWrite.get(write)!)),
    );
    const outside = [...versions].filter(({ writer }) => writer !== number);
    for (const version of outside) version.readers.push(number);
    return outside;
  });
  addLater(reads, written);
  return { versions: [...initial, ...byWrite.values()], reads, writes: written };
}

function createVersion(key: number, value: Value, writer: number): Version {
  return { key, value, writer, position: writer === INITIAL ? -1 : undefined, readers: [], later: [] };
}

function lastWrites(steps: readonly Step[], writes: Writes, byWrite: ReadonlyMap<Write, Version>): Version[] {
  const last = new Map<number, Version>();
  for (const { isRead, key, value } of steps) {
    if (isRead) continue;
    const version = byWrite.get(writes[key]!.get(identity(value))!);
    if (version !== undefined) last.set(key, version);
  }
  return [...last.values()];
}

/** Whoever read anything of a transaction comes after it, in the order of every key that both write. */
function addLater(reads: Inference["reads"], written: Inference["writes"]): void {
  for (const [number, versions] of reads.entries()) {
    if (written[number]!.length === 0) continue;
    const writers = new Set(versions.map(({ writer }) => writer));
    for (const writer of writers) {
      if (writer < 0) continue;
      for (const version of written[writer]!) {
        if (written[number]!.some(({ key }) => key === version.key)) version.later.push(number);
      }
    }
  }
}
