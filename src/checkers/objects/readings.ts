import { isObservedMismatch, type Operation, type Value } from "../../history/index.ts";
import { describeOperation } from "../describe.ts";
import type { AnyModel, TextAccess } from "../model.ts";
import { Decomposer, type Texts } from "./decompose.ts";
import { Layout } from "./layout.ts";
import { NOTHING, THIN_AIR, type ObservedHistory } from "./observed-history.ts";
import type { Refusals } from "./sequential.ts";
import { Versions } from "./versions.ts";

/** Who may have read from whom. */
export interface Readings {
  readonly layout: Layout;
  readonly versions: Versions;
  /** By operation the versions that it may have seen; undefined for one that sees nothing, empty for thin air. */
  readonly candidates: readonly (readonly number[] | undefined)[];
  /** Each cas that was refused: only one order for everybody has to explain it. */
  readonly refused: Refusals["refused"];
}

/** Why nothing can be said about who read from whom: a sentence. */
export interface Unreadable {
  readonly why: string;
}

/**
 * Finds for every operation what it may have seen. Failed operations are left out, and unknown ones that write nothing. An
 * append of nothing changes nothing and is no write.
 */
export function findReadings(operations: readonly Operation[], model: AnyModel): Readings | Unreadable {
  const { texts } = model;
  if (texts === undefined)
    return { why: `Who read from whom cannot be told from the answers of a ${model.name}.` };
  const siblings = operations.find(hasSiblings);
  if (siblings !== undefined) return { why: describeSiblings(siblings) };
  const counted = operations.filter((operation) => countsIn(operation, texts));
  const layout = new Layout(counted, (operation) => isWrite(operation, texts));
  const versions = new Versions((write) => layout.placeOf(write));
  const decomposers = createDecomposers(layout, versions, texts, model.init as string);
  const candidates: (readonly number[] | undefined)[] = [];
  for (let index = 0; index < counted.length; index++) {
    const text = texts.seen(counted[index]!);
    const found = text === undefined ? undefined : decomposers[layout.key[index]!]!.versionsOf(text);
    if (text !== undefined && found === undefined)
      return {
        why: `What ${describeOperation(counted[index]!)} returned can be put together in too many ways.`,
      };
    candidates.push(found);
  }
  const versionsOf = (key: number, text: string): readonly number[] =>
    decomposers[key]?.versionsOf(text) ?? (text === model.init ? [versions.initial(key)] : []);
  return {
    layout,
    versions,
    candidates,
    refused: findRefused(operations, layout, versionsOf, texts.seen),
  };
}

/** What a refused cas expected, as versions; its process and key are numbered on from the layout's when they have nothing else. */
function findRefused(
  operations: readonly Operation[],
  layout: Layout,
  versionsOf: (key: number, text: string) => readonly number[],
  seen: TextAccess["seen"],
): Refusals["refused"] {
  const places = new Map(layout.operations.map((operation, index) => [operation, index]));
  const processes = new Map(layout.operations.map(({ process }, index) => [process, layout.process[index]!]));
  const keys = new Map(layout.operations.map(({ key }, index) => [key, layout.key[index]!]));
  const latest = new Map<number, number>();
  const refused: Refusals["refused"][number][] = [];
  for (const operation of operations) {
    const place = places.get(operation);
    if (place !== undefined) latest.set(operation.process, place);
    if (!isObservedMismatch(operation)) continue;
    const process = numberIn(processes, operation.process);
    const key = numberIn(keys, operation.key);
    const after = latest.get(operation.process) ?? -1;
    const versions = versionsOf(key, seen(operation)!);
    refused.push({ process, after, key, versions, completeEntry: operation.completeEntry });
  }
  return refused;
}

function numberIn<Name>(numbers: Map<Name, number>, name: Name): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}

/** Registers cannot be judged on answers that hold several values at once. */
export function hasSiblings({ output }: Operation): boolean {
  return (
    typeof output === "object" && output !== null && Array.isArray((output as { siblings?: Value }).siblings)
  );
}

export function describeSiblings(read: Operation): string {
  return `${describeOperation(read)} returned several values at once, siblings, of which a register has only one.`;
}

function countsIn(operation: Operation, texts: TextAccess): boolean {
  return operation.type === "ok" || (operation.type === "info" && isWrite(operation, texts));
}

function isWrite(operation: Operation, { written, appends }: TextAccess): boolean {
  const text = written(operation);
  return text !== undefined && !(text === "" && appends(operation));
}

function createDecomposers(
  layout: Layout,
  versions: Versions,
  { written, appends }: TextAccess,
  initial: string,
): Decomposer[] {
  const byKey = Array.from({ length: layout.keys }, () => ({
    bases: new Map<string, number[]>(),
    appends: new Map<string, number[]>(),
    initial,
  }));
  layout.operations.forEach((operation, index) => {
    if (!layout.isWrite(index)) return;
    const texts = byKey[layout.key[index]!]!;
    const group = appends(operation) ? texts.appends : texts.bases;
    const text = written(operation)!;
    const writers = group.get(text);
    if (writers === undefined) group.set(text, [index]);
    else writers.push(index);
  });
  return byKey.map((texts: Texts, key) => new Decomposer(versions, key, texts));
}

/**
 * The history in which every operation saw the version that `choose` gives, which is asked only where there are several.
 * An unknown cas took effect, and so found what it expected, only when something of what it wrote was seen.
 */
export function toObserved(
  { layout, versions, candidates }: Readings,
  choose: (operation: number, versions: readonly number[]) => number,
): ObservedHistory {
  const reads = new Int32Array(candidates.length).fill(NOTHING);
  const isSettled = new Uint8Array(candidates.length);
  const waiting: number[] = [];
  layout.operations.forEach(({ type }, index) => {
    if (type === "ok") waiting.push(index);
  });
  for (let operation = waiting.pop(); operation !== undefined; operation = waiting.pop()) {
    if (isSettled[operation] === 1) continue;
    isSettled[operation] = 1;
    const versionsSeen = candidates[operation];
    if (versionsSeen === undefined) continue;
    const version = versionsSeen.length > 1 ? choose(operation, versionsSeen) : (versionsSeen[0] ?? THIN_AIR);
    reads[operation] = version;
    if (version < 0) continue;
    const last = versions.lastOf(version);
    if (last >= 0 && isSettled[last] === 0) waiting.push(last);
  }
  return { layout, versions, reads };
}
