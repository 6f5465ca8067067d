import { valuesOf } from "../../base/index.ts";
import type { Note } from "../../cluster/index.ts";
import type { ExportFacts } from "./facts.ts";
import { LANE, line, processOf, type SliceLine } from "./trace-event.ts";

/** What each node is at a time, as slices one after the other: its role and term, or down, or paused. */
export function* roleSlices({ cluster }: ExportFacts): Generator<SliceLine> {
  const roles: (string | undefined)[] = cluster.nodes.map(() => undefined);
  const shown: (string | undefined)[] = roles.slice();
  for (const note of valuesOf(cluster.notes)) {
    if (note.kind !== "role" && note.kind !== "status") continue;
    if (note.kind === "role") roles[note.node] = `${note.text}, term ${note.value}`;
    if (note.text === "down") roles[note.node] = undefined;
    const name = note.kind === "status" && note.text !== "up" ? note.text : roles[note.node];
    if (name === shown[note.node]) continue;
    const lines = [
      ...(shown[note.node] === undefined ? [] : [edge(note, "E")]),
      ...(name === undefined ? [] : [edge(note, "B", name)]),
    ];
    shown[note.node] = name;
    yield { event: note.event, text: lines.join("") };
  }
  for (const [node, name] of shown.entries())
    if (name !== undefined) yield { event: cluster.events, text: edge({ node, timeUs: cluster.nowUs }, "E") };
}

function edge({ node, timeUs }: Pick<Note, "node" | "timeUs">, ph: "B" | "E", name?: string): string {
  const pid = processOf(node);
  return line({
    ph,
    pid,
    tid: LANE.role + pid,
    ts: timeUs,
    ...(name === undefined ? {} : { name, cat: "role" }),
  });
}
