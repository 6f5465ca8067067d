import type { Operation } from "../../history/index.ts";
import { describeValue } from "../describe.ts";
import type { LevelWitness } from "../level-result.ts";
import type { Dependency } from "./cycles.ts";
import { KIND } from "./edge-list.ts";
import type { Inference, Version } from "./inference.ts";

/** A dependency that does not show in the versions alone, with its own reason. */
export interface Reasoned extends Dependency {
  /** Told with the names of `from` and `to`, and of the transactions in `because`. */
  readonly tell?: (names: (transaction: number) => string) => string;
  /** Further transactions that the reason speaks of. */
  readonly because?: () => readonly number[];
}

/** What a contradiction between transactions says, in whole sentences, and the evidence. */
export interface Explained {
  readonly why: string;
  readonly witness: LevelWitness;
}

const KIND_NAMES: Readonly<Record<number, string>> = {
  [KIND.ww]: "ww",
  [KIND.wr]: "wr",
  [KIND.rw]: "rw",
  [KIND.process]: "process order",
  [KIND.realTime]: "real time",
};

/** Tells a cycle as Elle does: of each transaction why it comes before the next, until the last comes before the first. */
export function explainCycle(
  inference: Inference,
  cycle: readonly Reasoned[],
  pattern: string,
  callerOf: (operation: Operation) => string,
): Explained {
  const evidence = cycle.flatMap((edge) => [
    edge.from,
    edge.to,
    ...(edge.because?.() ?? []),
    ...shownBy(inference, edge),
  ]);
  const sorted = [...new Set(evidence)].sort((a, b) => a - b);
  const placeOf = (transaction: number): number => sorted.indexOf(transaction);
  const nameOf = (transaction: number): string => `T${placeOf(transaction) + 1}`;
  const callers = sorted.map((one) => `${nameOf(one)} is by ${callerOf(inference.transactions[one]!)}`);
  const steps = cycle.map((edge, index) => {
    const isLast = index === cycle.length - 1;
    const start = cycle.length > 1 && isLast ? "but " : "";
    const reason = edge.tell?.(nameOf) ?? tellDependency(inference, edge, nameOf);
    return `${start}${nameOf(edge.from)} comes before ${nameOf(edge.to)}: ${reason}`;
  });
  return {
    why: `${withoutMiddle(steps).join("; ")} (${pattern}). ${callers.join(", ")}.`,
    witness: {
      operations: sorted.map((one) => inference.transactions[one]!),
      relations: cycle.map(({ from, to, kind }) => ({
        from: placeOf(from),
        to: placeOf(to),
        kind: KIND_NAMES[kind]!,
      })),
      pattern,
    },
  };
}

/** A long way round is told by how it begins and how it ends. */
function withoutMiddle(steps: readonly string[]): readonly string[] {
  return steps.length <= 5 ? steps : [...steps.slice(0, 3), "and so on", steps.at(-1)!];
}

/** That one append came before another shows in a read of both. */
function shownBy(inference: Inference, { from, to, kind }: Dependency): number[] {
  if (kind !== KIND.ww) return [];
  const version = findLater(inference, inference.writes[from]!, to);
  const reader = version === undefined ? undefined : inference.shownBy[version.key];
  return reader === undefined || reader < 0 ? [] : [reader];
}

/** The reason of one dependency, without its conclusion. */
function tellDependency(
  inference: Inference,
  { from, to, kind }: Dependency,
  nameOf: (transaction: number) => string,
): string {
  const [a, b] = [nameOf(from), nameOf(to)];
  switch (kind) {
    case KIND.wr:
      return `${b} read ${tellWrite(inference, findRead(inference, to, from), a)}`;
    case KIND.ww:
      return tellOrder(inference, from, to, nameOf);
    case KIND.rw:
      return tellOverwrite(inference, from, to, a, b);
    case KIND.process:
      return `process ${inference.transactions[from]!.process} made ${a} before ${b}`;
    default:
      return `${a} had ended before ${b} began`;
  }
}

function findRead({ reads }: Inference, reader: number, writer: number): Version | undefined {
  return reads[reader]!.find((version) => version.writer === writer);
}

/** Of some versions the one of a key to which `writer` wrote a later version. */
function findLater({ writes }: Inference, versions: readonly Version[], writer: number): Version | undefined {
  const isWritten = (version: Version): boolean =>
    writes[writer]!.some(
      (own) => own.key === version.key && (own.position ?? Infinity) >= (version.position ?? -1),
    );
  return versions.find((version) => version.later.includes(writer)) ?? versions.find(isWritten);
}

function tellWrite({ keys, style }: Inference, version: Version | undefined, writer: string): string {
  if (version === undefined) return `what ${writer} wrote`;
  const value = describeValue(version.value);
  return style === "list-append"
    ? `${writer}'s append of ${value} to ${keys[version.key]!}`
    : `${keys[version.key]!} = ${value}, which ${writer} wrote`;
}

function tellOrder(
  inference: Inference,
  from: number,
  to: number,
  nameOf: (transaction: number) => string,
): string {
  const [a, b] = [nameOf(from), nameOf(to)];
  const before = findLater(inference, inference.writes[from]!, to);
  const after = inference.writes[to]!.find(({ key }) => key === before?.key);
  if (before === undefined || after === undefined) return `${b} wrote over what ${a} had written`;
  const key = inference.keys[before.key]!;
  const [old, fresh] = [describeValue(before.value), describeValue(after.value)];
  if (inference.style === "rw-register")
    return `${b} read from ${a}, and both wrote ${key}: ${old}, then ${fresh}`;
  const reader = inference.shownBy[before.key] ?? -1;
  const shown = reader < 0 || reader === from || reader === to ? "" : `, as ${nameOf(reader)} read it`;
  if (after.position === undefined)
    return `nobody read ${b}'s append of ${fresh} to ${key}, so it came after ${a}'s ${old}, which was read`;
  return `${b} appended ${fresh} to ${key} after ${a} had appended ${old}${shown}`;
}

function tellOverwrite(inference: Inference, from: number, to: number, a: string, b: string): string {
  const read = findLater(inference, inference.reads[from]!, to);
  const written = inference.writes[to]!.find(({ key }) => key === read?.key);
  if (read === undefined || written === undefined) return `${b} wrote over what ${a} had read`;
  const key = inference.keys[read.key]!;
  const value = describeValue(written.value);
  if (inference.style === "list-append") return `${a} read ${key} without ${b}'s append of ${value}`;
  return `${a} read ${key} = ${describeValue(read.value)}, and ${b} wrote ${value} over it`;
}
