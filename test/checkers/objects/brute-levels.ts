import type { Operation, Value } from "../../../src/history/index.ts";

/**
 * The levels by their definitions, for half a dozen operations on texts: every order, every causality is tried. Shares no
 * code with the checkers.
 */
interface Call {
  readonly operation: Operation;
  readonly process: number;
  readonly key: string;
  /** What it wants to find; undefined when it only writes. */
  readonly finds: string | undefined;
  /** What it leaves of what it found; undefined when it leaves it as it was. */
  readonly leaves: ((text: string) => string) | undefined;
  /** A refused cas: what it must not find. */
  readonly refuses: string | undefined;
}

export type BruteLevel = (calls: readonly Call[]) => boolean;

/** Is there a choice of unknown writes that happened, such that the level holds? `initial` is what a key holds at first. */
export function holds(level: BruteLevel, operations: readonly Operation[], initial: string): boolean {
  first = initial;
  const every = operations.flatMap((operation) => toCall(operation, operation.type === "info"));
  const unknown = operations.filter(({ type, f }) => type === "info" && !isRead(f));
  return subsets(unknown).some((happened) => {
    notHappened = every.filter(
      ({ operation }) => unknown.includes(operation) && !happened.includes(operation),
    );
    return level(operations.flatMap((operation) => toCall(operation, happened.includes(operation))));
  });
}

let first = "null";
let notHappened: readonly Call[] = [];

function isRead(f: string): boolean {
  return f === "read" || f === "get";
}

function toCall(operation: Operation, happened: boolean): Call[] {
  const { type, f, input, output, process, key = "" } = operation;
  const base = { operation, process, key, finds: undefined, leaves: undefined, refuses: undefined };
  const text = (value: Value): string => (first === "null" ? JSON.stringify(value) : (value as string));
  if (type === "fail") return f === "cas" ? [{ ...base, refuses: text((input as Value[])[0]!) }] : [];
  if (type === "info" && !happened) return [];
  if (isRead(f)) return [{ ...base, finds: text(output) }];
  if (f === "append") return [{ ...base, leaves: (held) => held + text(input) }];
  if (f !== "cas") return [{ ...base, leaves: () => text(input) }];
  const [expected, next] = input as [Value, Value];
  return [{ ...base, finds: text(expected), leaves: () => text(next) }];
}

/** One order of all calls explains all of them. */
export const sequential: BruteLevel = (calls) => explain(calls, processOrder, () => true);

/** Each process has an order of all writes and its own calls. */
export const pram: BruteLevel = (all) => {
  const calls = withoutRefused(all);
  return processesOf(calls).every((process) =>
    explain(
      calls.filter((call) => call.process === process || call.leaves !== undefined),
      processOrder,
      (call) => call.process === process,
    ),
  );
};

/** Some causality explains every call by some order of its own past. */
export const causal: BruteLevel = (all) =>
  someCausality(all, (calls, isBefore) =>
    calls.every((call) => explain(pastOf(calls, call, isBefore), isBefore, (other) => other === call)),
  );

export const causalMemory: BruteLevel = (all) =>
  someCausality(all, (calls, isBefore) =>
    calls.every((call) =>
      explain(pastOf(calls, call, isBefore), isBefore, (other) => other.process === call.process),
    ),
  );

export const causalConvergence: BruteLevel = (all) =>
  someCausality(all, (calls, isBefore) =>
    orders(calls, isBefore, (order) =>
      calls.every((call) => {
        const past = new Set(pastOf(calls, call, isBefore));
        return isExplained(
          order.filter((other) => past.has(other)),
          (other) => other === call,
        );
      }),
    ),
  );

type Before = (a: Call, b: Call) => boolean;

const processOrder: Before = (a, b) => a.process === b.process && a.operation.index < b.operation.index;

function withoutRefused(calls: readonly Call[]): Call[] {
  return calls.filter(({ refuses }) => refuses === undefined);
}

function processesOf(calls: readonly Call[]): number[] {
  return [...new Set(calls.map(({ process }) => process))];
}

function pastOf(calls: readonly Call[], call: Call, isBefore: Before): Call[] {
  return calls.filter((other) => other === call || isBefore(other, call));
}

/** Tries what each finder may have seen: every set of writes to its key, and process order, closed under "before". */
function someCausality(
  all: readonly Call[],
  test: (calls: readonly Call[], isBefore: Before) => boolean,
): boolean {
  const calls = withoutRefused(all);
  const finders = calls.filter(({ finds }) => finds !== undefined);
  const choose = (index: number, edges: readonly (readonly [Call, Call])[]): boolean => {
    if (index === finders.length) {
      const isBefore = closure(calls, edges);
      return isBefore !== undefined && test(calls, isBefore);
    }
    const finder = finders[index]!;
    const writes = calls.filter(
      (one) => one.leaves !== undefined && one.key === finder.key && one !== finder,
    );
    return subsets(writes).some((seen) =>
      choose(index + 1, [...edges, ...seen.map((write) => [write, finder] as const)]),
    );
  };
  return choose(0, []);
}

function closure(calls: readonly Call[], edges: readonly (readonly [Call, Call])[]): Before | undefined {
  const places = new Map(calls.map((call, place) => [call, place]));
  const before = calls.map((a) => calls.map((b) => processOrder(a, b)));
  for (const [a, b] of edges) before[places.get(a)!]![places.get(b)!] = true;
  for (let k = 0; k < calls.length; k++)
    for (let i = 0; i < calls.length; i++)
      for (let j = 0; j < calls.length; j++) if (before[i]![k]! && before[k]![j]!) before[i]![j] = true;
  if (calls.some((_, place) => before[place]![place])) return undefined;
  return (a, b) => before[places.get(a)!]![places.get(b)!]!;
}

function explain(calls: readonly Call[], isBefore: Before, isAsked: (call: Call) => boolean): boolean {
  return orders(calls, isBefore, (order) => isExplained(order, isAsked));
}

/** Is the test true of some order of the calls? */
function orders(
  calls: readonly Call[],
  isBefore: Before,
  test: (order: readonly Call[]) => boolean,
  order: readonly Call[] = [],
): boolean {
  if (order.length === calls.length) return test(order);
  const left = calls.filter((call) => !order.includes(call));
  return left.some(
    (call) => !left.some((other) => isBefore(other, call)) && orders(calls, isBefore, test, [...order, call]),
  );
}

function isExplained(order: readonly Call[], isAsked: (call: Call) => boolean): boolean {
  const held = new Map<string, string>();
  return order.every((call) => {
    const text = held.get(call.key) ?? first;
    if (isAsked(call) && call.finds !== undefined && call.finds !== text) return false;
    if (isAsked(call) && call.refuses === text) return false;
    if (call.leaves !== undefined) held.set(call.key, call.leaves(text));
    return true;
  });
}

/** The session guarantees speak of who wrote what was read: some way to tell that must satisfy them. Registers only. */
function someWriters(all: readonly Call[], test: (sessions: Sessions) => boolean): boolean {
  const calls = withoutRefused(all);
  const finders = calls.filter(({ finds }) => finds !== undefined);
  const choose = (index: number, seen: ReadonlyMap<Call, Writer>): boolean => {
    const finder = finders[index];
    if (finder === undefined) return test({ calls, seen });
    const writes = calls.filter((one) => one.key === finder.key && one.leaves?.("") === finder.finds);
    const writers: Writer[] = finder.finds === first ? [...writes, "initial"] : writes;
    // What an unknown write would have written is no thin air: then it must have happened.
    if (writers.length === 0)
      return (
        !notHappened.some((one) => one.key === finder.key && one.leaves?.("") === finder.finds) &&
        choose(index + 1, seen)
      );
    return writers.some((writer) => choose(index + 1, new Map([...seen, [finder, writer]])));
  };
  return choose(0, new Map());
}

type Writer = Call | "initial";

interface Sessions {
  readonly calls: readonly Call[];
  /** Who wrote what a call found; absent for what nobody wrote. */
  readonly seen: ReadonlyMap<Call, Writer>;
}

function isOlder(version: Writer, write: Call): boolean {
  return version === "initial" || (version.key === write.key && processOrder(version, write));
}

/** Does the call find something older than the write, under the same key? */
function findsOlder({ seen }: Sessions, call: Call, write: Call): boolean {
  const version = seen.get(call);
  return version !== undefined && call.key === write.key && isOlder(version, write);
}

function writesIn({ calls }: Sessions): Call[] {
  return calls.filter(({ leaves }) => leaves !== undefined);
}

export const readYourWrites: BruteLevel = (all) =>
  someWriters(
    all,
    (sessions) =>
      !writesIn(sessions).some((write) =>
        sessions.calls.some(
          (read) =>
            processOrder(write, read) &&
            (findsOlder(sessions, read, write) || findsAgain(sessions, read, write)),
        ),
      ),
  );

/** Does the call find what its process had found before it wrote? */
function findsAgain({ calls, seen }: Sessions, call: Call, write: Call): boolean {
  return calls.some(
    (earlier) =>
      (earlier === write || processOrder(earlier, write)) &&
      write.key === call.key &&
      seen.has(call) &&
      seen.get(call) !== write &&
      seen.get(earlier) === seen.get(call),
  );
}

/** The versions read, one after another, and each process's order of writes have no cycle. */
export const monotonicReads: BruteLevel = (all) =>
  someWriters(all, ({ calls, seen }) =>
    processesOf(calls).every((process) =>
      [...new Set(calls.map(({ key }) => key))].every((key) => {
        const own = calls.filter((call) => call.process === process && call.key === key && seen.has(call));
        const versions = own.map((call) => seen.get(call)!);
        const nodes = [
          ...new Set<Writer>(["initial", ...calls.filter((one) => one.key === key && one.leaves)]),
        ];
        const edge = (a: Writer, b: Writer): boolean =>
          (a === "initial" && b !== "initial") ||
          (a !== "initial" && b !== "initial" && processOrder(a, b)) ||
          versions.some((version, index) => version === a && versions[index + 1] === b && a !== b);
        return isAcyclic(nodes, edge);
      }),
    ),
  );

function isAcyclic<Node>(nodes: readonly Node[], edge: (a: Node, b: Node) => boolean): boolean {
  const left = new Set(nodes);
  for (;;) {
    const free = [...left].filter((node) => ![...left].some((other) => edge(other, node)));
    if (free.length === 0) return left.size === 0;
    for (const node of free) left.delete(node);
  }
}

/** A call that found what `write` wrote, and a later one of its process: all pairs. */
function afterSeeing(sessions: Sessions, write: Call): Call[] {
  return sessions.calls.filter((later) =>
    sessions.calls.some((read) => sessions.seen.get(read) === write && processOrder(read, later)),
  );
}

export const monotonicWrites: BruteLevel = (all) =>
  someWriters(
    all,
    (sessions) =>
      !writesIn(sessions).some((w1) =>
        writesIn(sessions).some(
          (w2) =>
            processOrder(w1, w2) &&
            afterSeeing(sessions, w2).some(
              (later) =>
                findsOlder(sessions, later, w1) || (w1.key === w2.key && sessions.seen.get(later) === w1),
            ),
        ),
      ),
  );

export const writesFollowReads: BruteLevel = (all) =>
  someWriters(all, (sessions) => {
    const { calls, seen } = sessions;
    return !calls.some((read) => {
      const w0 = seen.get(read);
      if (w0 === undefined) return false;
      const followers = writesIn(sessions).filter((w2) => w2 === read || processOrder(read, w2));
      return followers.some((w2) =>
        afterSeeing(sessions, w2).some(
          (later) =>
            (w0 !== "initial" && findsOlder(sessions, later, w0)) ||
            (w2.key === read.key && later.key === read.key && seen.get(later) === w0),
        ),
      );
    });
  });

function subsets<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  const rest = subsets(items.slice(1));
  return [...rest, ...rest.map((one) => [items[0]!, ...one])];
}
