import { EventKind } from "../../cluster/index.ts";
import { NO_CAUSE } from "../../kernel/index.ts";
import { eventText } from "../words.ts";
import { nodeName, type ExportFacts } from "./facts.ts";
import { kindName } from "./kind-name.ts";
import { isMessage } from "./record-lists.ts";

export const CSV_HEADER = "event,time_us,kind,node,from,what,cause,text";

/**
 * Every event as a row (RFC 4180: fields in quotes where they must be, lines end in CR LF). `time_us` is virtual
 * time; `from` is the sender of a message; `cause` is the event whose handler brought this one about.
 */
export function* csvRows(facts: ExportFacts): Generator<string> {
  const { cluster, trace } = facts;
  yield `${CSV_HEADER}\r\n`;
  for (let index = 0; index < trace.length; index++) {
    const kind = trace.kind(index);
    const cause = trace.cause(index);
    const fields = [
      String(index),
      String(trace.timeUs(index)),
      kindName(kind),
      nodeName(facts, trace.node(index)),
      isMessage(kind) ? nodeName(facts, trace.peer(index)) : "",
      kind === EventKind.fault ? "" : (cluster.tagNames[trace.tag(index)] ?? ""),
      cause === NO_CAUSE ? "" : String(cause),
      eventText(cluster, trace, index),
    ];
    yield `${fields.map(quote).join(",")}\r\n`;
  }
}

function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
