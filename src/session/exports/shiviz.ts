import { isDrop } from "../../cluster/index.ts";
import { eventText } from "../words.ts";
import { carriedLine } from "./carried-run.ts";
import type { ExportFacts } from "./facts.ts";
import { messagesByCause, type RecordLists } from "./record-lists.ts";
import { VectorClocks } from "./vector-clocks.ts";

/** ShiViz's own default: an event's text on one line, host and vector clock on the next. */
const SHIVIZ_PATTERN = "(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})";

/** The name of the fault plan among the hosts. */
const FAULTS = "faults";

/**
 * A log as ShiViz takes it from a file: the pattern, an empty line where the pattern between executions would be, and
 * two lines an event. A lost message is told where it was sent: its receiver never knew.
 */
export function* shivizLines(facts: ExportFacts): Generator<string> {
  const { cluster, trace } = facts;
  yield `${SHIVIZ_PATTERN}\n\n#${carriedLine(facts)}\n\n`;
  const hosts = hostNames(facts);
  const clocks = new VectorClocks(trace, cluster.nodes.length);
  const sent = messagesByCause(trace);
  for (let index = 0; index < trace.length; index++) {
    const clock = clocks.next();
    if (clock === undefined) continue;
    const text = `${eventText(cluster, trace, index)}${lossText(facts, sent, index)} at ${trace.timeUs(index)} µs`;
    yield `${text.replaceAll(/\s+/g, " ")}\n${hosts[clocks.processOf(index)]!} ${clockText(clock, hosts)}\n`;
  }
}

/** One word a host, no two alike: the pattern ends a host at the first space. */
function hostNames({ cluster }: ExportFacts): string[] {
  const names = [...cluster.nodes.map(({ name }) => name.replaceAll(/\s+/g, "_")), FAULTS];
  return names.map((name, place) => (names.indexOf(name) === place ? name : `${name}#${place}`));
}

function clockText(clock: Uint32Array, hosts: readonly string[]): string {
  const entries: string[] = [];
  for (let process = 0; process < clock.length; process++)
    if (clock[process]! > 0) entries.push(`${JSON.stringify(hosts[process])}:${clock[process]!}`);
  return `{${entries.join(",")}}`;
}

function lossText({ cluster, trace }: ExportFacts, sent: RecordLists, index: number): string {
  let text = "";
  for (let place = 0; place < sent.count(index); place++) {
    const message = sent.at(index, place);
    if (!isDrop(trace.kind(message))) continue;
    text += `; ${cluster.tagNames[trace.tag(message)]!} to ${cluster.nameOf(trace.node(message))} is lost`;
  }
  return text;
}
