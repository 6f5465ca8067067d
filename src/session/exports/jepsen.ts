import { valuesOf } from "../../base/index.ts";
import type { Note, RecordedEntry } from "../../cluster/index.ts";
import { writeEdn } from "../../history/index.ts";
import { carriedLine } from "./carried-run.ts";
import type { ExportFacts } from "./facts.ts";

/**
 * The history as Jepsen stores it: one EDN map a line, `:time` in nanoseconds. Values of keyed operations are pairs
 * `[key value]`, as `jepsen.independent` writes them. Faults are entries of the process `:nemesis`, two each, as Jepsen
 * pairs them: our own reader leaves them out.
 */
export function* jepsenLines(facts: ExportFacts): Generator<string> {
  const { cluster, seed, engine, scenario } = facts;
  yield `; ${`${scenario.title}; seed ${seed}; ${engine}`.replaceAll(/\s+/g, " ")}\n`;
  yield `; ${carriedLine(facts)}\n`;
  const faults = valuesOf(cluster.notes).filter(({ kind }) => kind === "fault" || kind === "fault-end");
  const entries = valuesOf(cluster.history);
  const isKeyed = entries.every(({ key }) => key !== undefined);
  let next = 0;
  for (const entry of entries) {
    while (next < faults.length && faults[next]!.event <= entry.event) yield nemesisLines(faults[next++]!);
    yield writeEdn([isKeyed ? asPair(entry) : entry]);
  }
  while (next < faults.length) yield nemesisLines(faults[next++]!);
}

function asPair({ key, ...entry }: RecordedEntry): Omit<RecordedEntry, "key"> {
  return { ...entry, value: [key!, entry.value] };
}

function nemesisLines({ text, timeUs, kind }: Note): string {
  const f = kind === "fault-end" ? "end" : (/^[a-z][a-z-]*/.exec(text)?.[0] ?? "fault");
  const line = `{:process :nemesis, :type :info, :f :${f}, :value ${JSON.stringify(text)}, :time ${timeUs * 1000}}\n`;
  return line + line;
}
