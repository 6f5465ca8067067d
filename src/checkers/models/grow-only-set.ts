import { valueText, type Operation, type Value } from "../../history/index.ts";

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
  const { reads, adds, count } = toColumns(operations, isRead);
  return (entries) => {
    const returned = reads.filter(({ completed }) => completed < entries);
    const invoked = adds.filter(
      (add) => add.invoked < entries && !(add.isFailure && add.completed < entries),
    );
    const firstSizes = findFirstSizes(returned, count);
    return readsGrow(returned, firstSizes) && blocksFit(returned, invoked, firstSizes, entries);
  };
}

interface Read {
  /** The numbers of what it returned, each once. */
  readonly elements: Int32Array;
  readonly invoked: number;
  readonly completed: number;
}

interface Add {
  readonly element: number;
  readonly invoked: number;
  /** Infinity when nobody knows. */
  readonly completed: number;
  readonly isFailure: boolean;
}

/** Elements as numbers, so that every prefix of the history is looked at quickly. */
function toColumns(
  operations: readonly Operation[],
  isRead: (operation: Operation) => boolean,
): { reads: Read[]; adds: Add[]; count: number } {
  const numbers = new Map<string, number>();
  const numberOf = (value: Value): number => {
    const text = valueText(value);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  const reads: Read[] = [];
  const adds: Add[] = [];
  for (const operation of operations) {
    const { type, input, output, invokeEntry: invoked, completeEntry: completed } = operation;
    if (!isRead(operation)) {
      const known = type === "info" ? Infinity : completed;
      adds.push({ element: numberOf(input), invoked, completed: known, isFailure: type === "fail" });
    } else if (type === "ok") {
      const values = output === null ? [] : (output as readonly Value[]);
      reads.push({ elements: Int32Array.from(new Set(values.map(numberOf))), invoked, completed });
    }
  }
  return { reads, adds, count: numbers.size };
}

/** For every element the size of the smallest read that contains it; Infinity when none does. */
function findFirstSizes(reads: readonly Read[], count: number): Float64Array {
  const firstSizes = new Float64Array(count).fill(Infinity);
  for (const { elements } of reads) {
    for (const element of elements) {
      if (elements.length < firstSizes[element]!) firstSizes[element] = elements.length;
    }
  }
  return firstSizes;
}

/** Each read must hold exactly the elements that some read of at most its size holds: count them. */
function readsGrow(reads: readonly Read[], firstSizes: Float64Array): boolean {
  const sizes = firstSizes.toSorted();
  const bySize = reads.toSorted((a, b) => a.elements.length - b.elements.length);
  let count = 0;
  for (const { elements } of bySize) {
    while (count < sizes.length && sizes[count]! <= elements.length) count++;
    if (count !== elements.length) return false;
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
  adds: readonly Add[],
  firstSizes: Float64Array,
  entries: number,
): boolean {
  const placed: Placed[] = reads.map(({ elements, invoked, completed }) => {
    return { block: 2 * elements.length + 1, invoked, completed, isFree: false };
  });
  const isAdded = new Uint8Array(firstSizes.length);
  for (const { element, invoked, completed } of adds) {
    const size = firstSizes[element]!;
    const isOpen = completed >= entries;
    if (size === Infinity && isOpen) continue;
    placed.push({
      block: 2 * size,
      invoked,
      completed: isOpen ? Infinity : completed,
      isFree: isAdded[element] === 1,
    });
    isAdded[element] = 1;
  }
  if (firstSizes.some((size, element) => size < Infinity && isAdded[element] === 0)) return false;
  return isInOrder(placed.sort((a, b) => (a.block === b.block ? 0 : a.block - b.block)));
}

function isInOrder(placed: readonly Placed[]): boolean {
  let invokedBefore = -1;
  for (let start = 0; start < placed.length;) {
    const { block } = placed[start]!;
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
