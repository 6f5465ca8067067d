import fc from "fast-check";
import { expect, test } from "vitest";
import { Moments, MOMENT_KINDS, type MomentKind } from "../../../src/ui/run/moments.ts";

const note = (event: number, kind: string, text: string, value = 0): Parameters<Moments["addNote"]>[0] => ({
  event,
  timeUs: event * 10,
  node: event % 3,
  kind,
  text,
  value,
});

const create = (): Moments =>
  new Moments(
    (node) => `n${node + 1}`,
    () => undefined,
    ["held"],
  );

test("a proposer among many comes into no office", () => {
  const moments = create();
  moments.addNote(note(1, "role", "preparing", 129));
  moments.addNote(note(2, "role", "proposer", 129));
  moments.addNote(note(4, "role", "acceptor", 130));
  expect(moments.at("role", 0)?.text).toBe("n2 prepares ballot 129");
  expect(moments.at("leader", 0)?.text).toBe("n3 passes phase 1 with ballot 129");
  expect(moments.at("role", 1)?.text).toBe("n2 becomes an acceptor");
});

test("each kind has its words", () => {
  const moments = create();
  moments.addNote(note(1, "role", "leader"));
  moments.addNote(note(2, "role", "candidate"));
  moments.addNote(note(3, "commit", "commits 7", 7));
  moments.addNote(note(4, "fault", "crash n1"));
  moments.addNote(note(4, "held", "holds x 7 back"));
  moments.addNote(note(4, "stamp", "nobody asked for this one"));
  moments.addViolation({ event: 5, timeUs: 50, node: 0, invariant: "raft/x", message: "two leaders" });
  expect(MOMENT_KINDS.map((kind) => moments.at(kind, 0)?.text)).toEqual([
    "n2 leads",
    "n3 becomes a candidate",
    "n2: holds x 7 back",
    "crash n1",
    "two leaders",
    "n1 commits 7",
    undefined,
  ]);
});

test("to begin as a follower is no moment", () => {
  const moments = create();
  moments.addNote(note(0, "role", "follower"));
  expect(moments.count("role")).toBe(0);
});

const runs = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 3 }), isCommit: fc.boolean() }), {
  maxLength: 60,
});

test("steps and ranks are those of a plain list", () => {
  fc.assert(
    fc.property(runs, (steps) => {
      const moments = create();
      const naive: { readonly event: number; readonly kind: MomentKind }[] = [];
      let end = 0;
      for (const { gap, isCommit } of steps) {
        end += gap;
        naive.push({ event: end, kind: isCommit ? "commit" : "leader" });
        moments.addNote(note(end, isCommit ? "commit" : "role", isCommit ? "commits" : "leader"));
      }
      expectSame(moments, naive, end);
    }),
  );
});

function expectSame(
  moments: Moments,
  list: readonly { readonly event: number; readonly kind: MomentKind }[],
  end: number,
): void {
  for (const kinds of [["commit"], ["leader"], ["commit", "leader"]] as const) {
    const events = list.filter(({ kind }) => kinds.some((one) => one === kind)).map(({ event }) => event);
    for (let at = -1; at <= end + 1; at++) {
      const before = events.filter((event) => event <= at);
      const after = events.find((event) => event > at);
      expect(moments.next(at, kinds)?.event).toBe(after);
      expect(moments.previous(at, kinds)?.event).toBe(events.findLast((event) => event < at));
      expect(moments.last(at, kinds)?.event).toBe(before.at(-1));
      expect(moments.countUntil(at, kinds)).toBe(before.length);
      const around = moments.around(at * 10, kinds);
      expect(around.lastUs).toBe((before.at(-1) ?? -Infinity) * 10);
      expect(around.nextUs).toBe((after ?? Infinity) * 10);
    }
  }
}

test("a violation that is told late still stands in order", () => {
  const moments = create();
  for (const event of [9, 4, 6])
    moments.addViolation({ event, timeUs: event, node: 0, invariant: "x", message: `at ${event}` });
  expect([0, 1, 2].map((rank) => moments.at("violation", rank)?.text)).toEqual(["at 4", "at 6", "at 9"]);
});
