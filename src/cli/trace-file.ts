import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import type { InputError } from "../base/index.ts";
import { EventKind, isDrop, type Cluster } from "../cluster/index.ts";
import { NO_CAUSE, NO_NODE } from "../kernel/index.ts";

const KIND_NAMES = new Map<number, string>(Object.entries(EventKind).map(([name, kind]) => [kind, name]));
const BUFFER_CHARACTERS = 1 << 20;

/** Why a trace cannot be written under this name; undefined when it can. */
export function checkTraceFile(file: string): InputError | undefined {
  if (file.endsWith(".json") || file.endsWith(".ndjson")) return undefined;
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

/** Writes every event of a run; the file appears only when it is whole. */
export function writeTrace(file: string, cluster: Cluster): void {
  const out = openSync(`${file}.partial`, "w");
  let buffer = "";
  const write = (text: string): void => {
    buffer += text;
    if (buffer.length < BUFFER_CHARACTERS) return;
    writeSync(out, buffer);
    buffer = "";
  };
  if (file.endsWith(".ndjson")) writeLines(cluster, write);
  else writePerfetto(cluster, write);
  writeSync(out, buffer);
  closeSync(out);
  renameSync(`${file}.partial`, file);
}

function writeLines(cluster: Cluster, write: (text: string) => void): void {
  const { trace } = cluster.kernel;
  for (let index = 0; index < trace.length; index++) {
    const cause = trace.cause(index);
    const line = {
      event: index,
      timeUs: trace.timeUs(index),
      kind: KIND_NAMES.get(trace.kind(index)),
      node: nameOf(cluster, trace.node(index)),
      from: nameOf(cluster, trace.peer(index)),
      what: wordFor(cluster, index),
      cause: cause === NO_CAUSE ? null : cause,
      payload: trace.payload(index) ?? null,
    };
    write(`${JSON.stringify(line)}\n`);
  }
}

/** Chrome's trace format: a thread a node, a slice an event, an arrow a message. Times are µs of virtual time. */
function writePerfetto(cluster: Cluster, write: (text: string) => void): void {
  const { trace } = cluster.kernel;
  write('{"displayTimeUnit":"ms","traceEvents":[\n');
  cluster.nodes.forEach(({ name }, tid) => {
    write(`${JSON.stringify({ ph: "M", pid: 1, tid, name: "thread_name", args: { name } })},\n`);
  });
  for (let index = 0; index < trace.length; index++) {
    const tid = trace.node(index);
    const ts = trace.timeUs(index);
    const kind = trace.kind(index);
    const name = `${isDrop(kind) ? "dropped " : ""}${wordFor(cluster, index)}`;
    write(
      `${JSON.stringify({ ph: "X", pid: 1, tid, ts, dur: 1, name, cat: KIND_NAMES.get(kind), args: { event: index } })},\n`,
    );
    const cause = trace.cause(index);
    if (kind !== EventKind.deliver || cause === NO_CAUSE) continue;
    const arrow = { pid: 1, name, cat: "message", id: index };
    write(`${JSON.stringify({ ...arrow, ph: "s", tid: trace.node(cause), ts: trace.timeUs(cause) })},\n`);
    write(`${JSON.stringify({ ...arrow, ph: "f", bp: "e", tid, ts })},\n`);
  }
  write('{"ph":"M","pid":1,"name":"process_name","args":{"name":"Lightcone"}}\n]}\n');
}

function wordFor(cluster: Cluster, index: number): string {
  const { trace } = cluster.kernel;
  const kind = trace.kind(index);
  if (kind === EventKind.fault)
    return (trace.payload(index) as { text: string } | undefined)?.text ?? "fault";
  return cluster.tagNames[trace.tag(index)] || (KIND_NAMES.get(kind) ?? "");
}

function nameOf(cluster: Cluster, node: number): string | null {
  return node === NO_NODE ? null : cluster.nameOf(node);
}
