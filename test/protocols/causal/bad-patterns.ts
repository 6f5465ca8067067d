import type { Operation } from "../../../src/history/index.ts";

/**
 * Causal convergence (CCv) by its bad patterns, straight from Bouajjani, Enea, Guerraoui & Hamza, POPL 2017, for
 * histories in which every value is written once. Naive on purpose: the judge of the store, not the one that users get.
 * Undefined when none occurs.
 */
export function badPatternOf(history: readonly Operation[]): string | undefined {
  const operations = history.filter(({ f, type }) => type === "ok" || (f === "write" && type !== "fail"));
  const writerOf = new Map<unknown, number>();
  operations.forEach(({ f, input }, index) => {
    if (f === "write") writerOf.set(input, index);
  });
  const isRead = (index: number): boolean => operations[index]!.f === "read";
  const keyOf = (index: number): string | undefined => operations[index]!.key;
  const sourceOf = (index: number): number | undefined => writerOf.get(operations[index]!.output);
  const places = operations.map((_, index) => index);
  const reads = places.filter(isRead);
  const writes = places.filter((index) => !isRead(index));

  if (reads.some((read) => operations[read]!.output !== null && sourceOf(read) === undefined))
    return "ThinAirRead";
  const edges: [number, number][] = [];
  const last = new Map<number, number>();
  places.forEach((index) => {
    const { process } = operations[index]!;
    const before = last.get(process);
    if (before !== undefined) edges.push([before, index]);
    last.set(process, index);
  });
  for (const read of reads) {
    const source = sourceOf(read);
    if (source !== undefined) edges.push([source, read]);
  }
  const co = closure(places.length, edges);
  if (isCyclic(co)) return "CyclicCO";

  const conflicts: [number, number][] = [];
  for (const read of reads) {
    const source = sourceOf(read);
    for (const write of writes) {
      if (write === source || keyOf(write) !== keyOf(read) || !has(co, write, read)) continue;
      if (source === undefined) return "WriteCOInitRead";
      if (has(co, source, write)) return "WriteCORead";
      conflicts.push([write, source]);
    }
  }
  return isCyclic(closure(places.length, [...edges, ...conflicts])) ? "CyclicCF" : undefined;
}

/** Row a holds b when there is a path from a to b. */
type Relation = readonly Uint32Array[];

function has(relation: Relation, from: number, to: number): boolean {
  return ((relation[from]![to >> 5]! >>> (to & 31)) & 1) === 1;
}

function closure(size: number, edges: readonly (readonly [number, number])[]): Relation {
  const rows = Array.from({ length: size }, () => new Uint32Array((size + 31) >> 5));
  for (const [from, to] of edges) rows[from]![to >> 5]! |= 1 << (to & 31);
  for (let middle = 0; middle < size; middle++) {
    for (const row of rows) {
      if (((row[middle >> 5]! >>> (middle & 31)) & 1) === 0) continue;
      const through = rows[middle]!;
      for (let word = 0; word < row.length; word++) row[word]! |= through[word]!;
    }
  }
  return rows;
}

function isCyclic(relation: Relation): boolean {
  return relation.some((_, index) => has(relation, index, index));
}
