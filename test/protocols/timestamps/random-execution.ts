import fc from "fast-check";

/** One event of an execution; a receipt names the place of its send. Events stand in an order that could have happened. */
export interface ExecutionEvent {
  readonly node: number;
  /** Place of the send that this event receives; undefined for a local event or a send. */
  readonly receives?: number;
}

export interface Execution {
  readonly nodes: number;
  readonly events: readonly ExecutionEvent[];
}

/** Any execution: each event may be a local one (whose stamp may be sent) or receive the stamp of any earlier event. */
export const executions: fc.Arbitrary<Execution> = fc
  .record({
    nodes: fc.integer({ min: 1, max: 5 }),
    drawn: fc.array(fc.record({ node: fc.nat(), receives: fc.option(fc.nat(), { nil: undefined }) }), {
      maxLength: 40,
    }),
  })
  .map(({ nodes, drawn }) => ({
    nodes,
    events: drawn.map(({ node, receives }, index): ExecutionEvent => {
      const own = { node: node % nodes };
      return receives === undefined || index === 0 ? own : { ...own, receives: receives % index };
    }),
  }));

/** Happens-before by its definition (Lamport 1978): [a][b] is true when event a happened before event b. */
export function happensBefore({ events }: Execution): boolean[][] {
  const before = events.map(() => events.map(() => false));
  events.forEach(({ node, receives }, later) => {
    for (let earlier = 0; earlier < later; earlier++) {
      if (events[earlier]!.node !== node && earlier !== receives) continue;
      before[earlier]![later] = true;
      for (let first = 0; first < earlier; first++)
        if (before[first]![earlier]!) before[first]![later] = true;
    }
  });
  return before;
}

/** The stamp of each event, given what a node's clock does at a local event and at a receipt. */
export function stampsOf<C>(
  { nodes, events }: Execution,
  start: C,
  tick: (clock: C, event: number) => C,
  receive: (clock: C, message: C, event: number) => C,
): C[] {
  const clocks = Array.from({ length: nodes }, () => start);
  const stamps: C[] = [];
  events.forEach(({ node, receives }, event) => {
    const clock = clocks[node]!;
    clocks[node] = receives === undefined ? tick(clock, event) : receive(clock, stamps[receives]!, event);
    stamps.push(clocks[node]);
  });
  return stamps;
}

/** Calls back for every pair of events of which the first happened before the second. */
export function forEachOrderedPair(execution: Execution, visit: (a: number, b: number) => void): void {
  happensBefore(execution).forEach((row, a) => {
    row.forEach((isBefore, b) => {
      if (isBefore) visit(a, b);
    });
  });
}
