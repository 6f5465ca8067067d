import type { HistoryEntry, Value } from "../../src/history/index.ts";

/**
 * Linearizability by the definition and nothing else: every order of the calls that respects real time is tried on
 * a naive object. Shares no code with the checkers; for a dozen calls at most.
 */
export function isLinearizable(model: string, entries: readonly HistoryEntry[]): boolean {
  const byKey = new Map<string | undefined, Call[]>();
  for (const call of toCalls(entries)) byKey.set(call.key, [...(byKey.get(call.key) ?? []), call]);
  return [...byKey.values()].every((calls) => canOrder(model, calls, initial(model)));
}

interface Call {
  readonly key: string | undefined;
  readonly f: string;
  readonly input: Value;
  /** Undefined: nobody knows. */
  readonly output: Value | undefined;
  /** `mismatch`: a cas that was told no. */
  readonly outcome: "ok" | "mismatch" | "unknown";
  readonly start: number;
  readonly end: number;
}

function toCalls(entries: readonly HistoryEntry[]): Call[] {
  const calls: Call[] = [];
  entries.forEach((entry, start) => {
    if (entry.type !== "invoke") return;
    const end = entries.findIndex((other, index) => index > start && other.process === entry.process);
    const completion = end < 0 || entries[end]!.type === "invoke" ? undefined : entries[end]!;
    const base = { key: entry.key, f: entry.f, input: entry.value, start };
    if (completion === undefined || completion.type === "info") {
      calls.push({ ...base, output: undefined, outcome: "unknown", end: Infinity });
    } else if (completion.type === "ok") {
      calls.push({ ...base, output: completion.value, outcome: "ok", end });
    } else if (entry.f === "cas" && completion.error === undefined) {
      calls.push({ ...base, output: undefined, outcome: "mismatch", end });
    }
  });
  return calls;
}

function canOrder(model: string, calls: readonly Call[], state: readonly Value[]): boolean {
  if (calls.every((call) => call.outcome === "unknown")) return true;
  const firstEnd = Math.min(...calls.map((call) => call.end));
  return calls.some((call) => {
    if (call.start > firstEnd) return false;
    const next = apply(model, state, call);
    return (
      next !== undefined &&
      canOrder(
        model,
        calls.filter((other) => other !== call),
        next,
      )
    );
  });
}

function initial(model: string): readonly Value[] {
  return model.endsWith("register") ? [null] : model === "kv" ? [""] : [];
}

/** The state is a list of values: one for a register, the elements otherwise. */
function apply(model: string, state: readonly Value[], call: Call): readonly Value[] | undefined {
  const { f, input, output } = call;
  const text = (value: Value): string =>
    JSON.stringify(model === "set" ? sortedOnce(value as Value[]) : model === "kv" ? (value ?? "") : value);
  const sees = (value: Value): boolean => output === undefined || text(output) === text(value);
  switch (f) {
    case "write":
    case "put":
      return [input];
    case "get":
      return sees(state[0]!) ? state : undefined;
    case "read":
      return sees(model.endsWith("register") ? state[0]! : state) ? state : undefined;
    case "cas":
      return compareAndSet(state, call, text);
    case "append":
      return model === "kv" ? [appended(state[0]!, input)] : [...state, input];
    case "add":
      return state.includes(input) ? state : [...state, input];
    case "enqueue":
      return [...state, input];
    default:
      return sees(state[0] ?? null) ? state.slice(1) : undefined;
  }
}

/** What is appended to a value that is no text makes one that nobody can read. */
function appended(held: Value, text: Value): Value {
  return typeof (held ?? "") === "string"
    ? `${(held ?? "") as string}${text as string}`
    : { unreadable: [held, text] };
}

function compareAndSet(
  state: readonly Value[],
  call: Call,
  text: (value: Value) => string,
): readonly Value[] | undefined {
  const [expected, next] = call.input as readonly [Value, Value];
  const holds = text(state[0]!) === text(expected);
  if (call.outcome === "mismatch") return holds ? undefined : state;
  if (holds) return [next];
  return call.outcome === "unknown" ? state : undefined;
}

function sortedOnce(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort((a, b) => Number(a) - Number(b));
}
