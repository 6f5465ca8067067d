import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventKind, isDrop } from "../../../src/cluster/index.ts";
import { NO_CAUSE, NO_NODE, Trace } from "../../../src/kernel/index.ts";
import { VectorClocks } from "../../../src/session/exports/vector-clocks.ts";

const NODES = 4;

interface Happened {
  readonly kind: number;
  readonly node: number;
  /** How far back its cause lies; 0: it has none. */
  readonly back: number;
}

const happened = fc.record<Happened>({
  kind: fc.constantFrom(
    EventKind.start,
    EventKind.deliver,
    EventKind.timer,
    EventKind.fault,
    EventKind.dropLoss,
  ),
  node: fc.nat(NODES - 1),
  back: fc.nat(6),
});

function traceOf(list: readonly Happened[]): Trace {
  const trace = new Trace("summary");
  list.forEach(({ kind, node, back }, index) => {
    let cause = back === 0 || back > index ? NO_CAUSE : index - back;
    // A lost message was heard by nobody, who could have caused something.
    if (cause !== NO_CAUSE && isDrop(trace.kind(cause))) cause = NO_CAUSE;
    trace.append(index, kind, kind === EventKind.fault ? NO_NODE : node, 0, 0, cause, undefined);
  });
  return trace;
}

/** Everything that happened before each record, itself included, by following both kinds of edges. */
function pasts(trace: Trace): Set<number>[] {
  const all: Set<number>[] = [];
  for (let index = 0; index < trace.length; index++) {
    const past = new Set([index]);
    const cause = trace.cause(index);
    if (cause !== NO_CAUSE) for (const one of all[cause]!) past.add(one);
    for (let before = index - 1; before >= 0 && !isDrop(trace.kind(index)); before--) {
      if (trace.node(before) !== trace.node(index) || isDrop(trace.kind(before))) continue;
      for (const one of all[before]!) past.add(one);
      break;
    }
    all.push(past);
  }
  return all;
}

describe("vector clocks", () => {
  it("count, for every process, its events in the causal past: as by following all edges", () => {
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 60 }), (list) => {
        const trace = traceOf(list);
        const clocks = new VectorClocks(trace, NODES);
        for (const past of pasts(trace)) {
          const index = Math.max(...past);
          const clock = clocks.next();
          if (isDrop(trace.kind(index))) expect(clock).toBeUndefined();
          else expect([...clock!]).toEqual(countByProcess(trace, past));
        }
      }),
    );
  });
});

function countByProcess(trace: Trace, past: ReadonlySet<number>): number[] {
  const counts = Array.from({ length: NODES + 1 }, () => 0);
  for (const one of past) {
    if (isDrop(trace.kind(one))) continue;
    const node = trace.node(one);
    counts[node === NO_NODE ? NODES : node]!++;
  }
  return counts;
}
