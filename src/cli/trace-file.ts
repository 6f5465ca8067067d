import { setImmediate } from "node:timers/promises";
import type { InputError } from "../base/index.ts";
import { EventKind } from "../cluster/index.ts";
import { NO_CAUSE, NO_NODE } from "../kernel/index.ts";
import type { ExportFacts } from "../session/index.ts";
import { Target } from "./target.ts";
import { writeExport } from "./write-export.ts";

const KIND_NAMES = new Map<number, string>(Object.entries(EventKind).map(([name, kind]) => [kind, name]));
const BUFFER_CHARACTERS = 1 << 20;

/** Why a trace cannot be written under this name, by its ending or for want of a folder; undefined when it can. */
export function checkTraceFile(file: string): InputError | undefined {
  if (file.endsWith(".json") || file.endsWith(".ndjson")) {
    const target = Target.open("--trace", file);
    if (!target.ok) return target.error;
    target.value.abandon();
    return undefined;
  }
  const accepted = [
    "a name that ends in .ndjson: one event a line",
    "a name that ends in .json: for Perfetto",
  ];
  return {
    file: "--trace",
    line: 0,
    column: 0,
    problem: "the format of a trace is told by its name",
    found: file,
    accepted,
  };
}

/** Writes every event of a run; the file appears only when it is whole. Waits now and then, so that signals get through. */
export async function writeTrace(file: string, facts: ExportFacts): Promise<InputError | undefined> {
  const target = Target.open("--trace", file);
  if (!target.ok) return target.error;
  if (file.endsWith(".json")) {
    await writeExport(target.value, "perfetto", facts);
    return undefined;
  }
  let buffer = "";
  for (const line of traceLines(facts)) {
    buffer += line;
    if (buffer.length < BUFFER_CHARACTERS) continue;
    target.value.write(buffer);
    buffer = "";
    await setImmediate();
  }
  target.value.write(buffer);
  target.value.finish();
  return undefined;
}

function* traceLines(facts: ExportFacts): Generator<string> {
  const { trace } = facts;
  for (let index = 0; index < trace.length; index++) {
    const cause = trace.cause(index);
    const line = {
      event: index,
      timeUs: trace.timeUs(index),
      kind: KIND_NAMES.get(trace.kind(index)),
      node: nameOf(facts, trace.node(index)),
      from: nameOf(facts, trace.peer(index)),
      what: wordFor(facts, index),
      cause: cause === NO_CAUSE ? null : cause,
      payload: trace.payload(index) ?? null,
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function wordFor({ cluster, trace }: ExportFacts, index: number): string {
  const kind = trace.kind(index);
  if (kind === EventKind.fault)
    return (trace.payload(index) as { text: string } | undefined)?.text ?? "fault";
  return cluster.tagNames[trace.tag(index)] || (KIND_NAMES.get(kind) ?? "");
}

function nameOf({ cluster }: ExportFacts, node: number): string | null {
  return node === NO_NODE ? null : cluster.nameOf(node);
}
