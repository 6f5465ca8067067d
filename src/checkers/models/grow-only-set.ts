import { valueText, type Operation, type Value } from "../../history/index.ts";
import { firstEntries } from "../partition.ts";

/**
 * Linearizability of a set that only grows, in n log n time (n counts the elements that reads returned).
 *
 * In any order the reads grow: each contains those before it. So the order of everything is nearly forced, in
 * **blocks**: reads of one size; before them the adds of the elements that appear in them for the first time; and
 * last the adds of what no read returned. Within a block operations commute. An order exists exactly when
 * the reads grow and no operation completed before one of an earlier block was invoked.
 *
 * An element may be added several times: the add invoked first is taken to be the one that counts, and the others
 * need only come no earlier. (Such an add has a place: the last block before which everything was invoked
 * before it completed. What comes after that block completes after something invoked later than the add.)
 */
export function decideGrowOnlySet(
  operations: readonly Operation[],
  isRead: (operation: Operation) => boolean,
): (entries: number) => boolean {
  return (entries) => {
    const prefix = firstEntries(operations, entries);
    const reads = prefix.filter((operation) => isRead(operation) && operation.type === "ok").map(toRead);
    const adds = prefix.filter((operation) => !isRead(operation) && operation.type !== "fail");
    const firstSizes = findFirstSizes(reads);
    return readsGrow(reads, firstSizes) && blocksFit(reads, adds, firstSizes);
  };
}

interface Read {
  readonly elements: ReadonlySet<string>;
  readonly invoked: number;
  readonly completed: number;
}

function toRead(operation: Operation): Read {
  const values = operation.output === null ? [] : (operation.output as readonly Value[]);
  return {
    elements: new Set(values.map(valueText)),
    invoked: operation.invokeEntry,
    completed: operation.completeEntry,
  };
}

/** For every element that was read the size of the smallest read that contains it. */
function findFirstSizes(reads: readonly Read[]): Map<string, number> {
  const firstSizes = new Map<string, number>();
  for (const { elements } of reads) {
    for (const element of elements) {
      firstSizes.set(element, Math.min(firstSizes.get(element) ?? Infinity, elements.size));
    }
  }
  return firstSizes;
}

/** Each read must hold exactly the elements that some read of at most its size holds: count them. */
function readsGrow(reads: readonly Read[], firstSizes: ReadonlyMap<string, number>): boolean {
  const sizes = Float64Array.from(firstSizes.values()).sort();
  const bySize = reads.toSorted((a, b) => a.elements.size - b.elements.size);
  let count = 0;
  for (const { elements } of bySize) {
    while (count < sizes.length && sizes[count]! <= elements.size) count++;
    if (count !== elements.size) return false;
  }
  return true;
}

/** One operation in its block. `isFree`: it may also come later. */
interface Placed {
  readonly block: number;
  readonly invoked: number;
  readonly completed: number;
  readonly isFree: boolean;
}

function blocksFit(
  reads: readonly Read[],
  adds: readonly Operation[],
  firstSizes: ReadonlyMap<string, number>,
): boolean {
  const placed: Placed[] = reads.map(({ elements, invoked, completed }) => ({
    block: 2 * elements.size + 1,
    invoked,
    completed,
    isFree: false,
  }));
  const added = new Set<string>();
  for (const add of adds) {
    const element = valueText(add.input);
    const size = firstSizes.get(element);
    if (size === undefined && add.type === "info") continue;
    placed.push({
      block: 2 * (size ?? Infinity),
      invoked: add.invokeEntry,
      completed: add.type === "info" ? Infinity : add.completeEntry,
      isFree: added.has(element),
    });
    added.add(element);
  }
  for (const element of firstSizes.keys()) if (!added.has(element)) return false;
  return isInOrder(placed.sort((a, b) => (a.block === b.block ? 0 : a.block - b.block)));
}

function isInOrder(placed: readonly Placed[]): boolean {
  let invokedBefore = -1;
  for (let start = 0; start < placed.length;) {
    const block = placed[start]!.block;
    let invokedHere = invokedBefore;
    let index = start;
    for (; index < placed.length && placed[index]!.block === block; index++) {
      if (placed[index]!.completed < invokedBefore) return false;
      if (!placed[index]!.isFree) invokedHere = Math.max(invokedHere, placed[index]!.invoked);
    }
    invokedBefore = invokedHere;
    start = index;
  }
  return true;
}
