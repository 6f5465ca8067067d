import { standaloneText } from "../../scenario/index.ts";
import { runName } from "../run-name.ts";
import { csvRows } from "./csv.ts";
import { savedRunOf, type ExportFacts } from "./facts.ts";
import type { ExportedFile, ExportFormat } from "./format.ts";
import { jepsenLines } from "./jepsen.ts";
import { otlpPieces } from "./otlp.ts";
import { perfettoLines } from "./perfetto.ts";
import { shivizLines } from "./shiviz.ts";

interface Format {
  /** Of the file's name, behind scenario and seed. */
  readonly ending: string;
  readonly mime: string;
  /** The file, piece by piece: a line or so each. */
  readonly write: (facts: ExportFacts) => Iterable<string>;
}

const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  perfetto: { ending: "perfetto.json", mime: "application/json", write: perfettoLines },
  shiviz: { ending: "shiviz.log", mime: "text/plain", write: shivizLines },
  otlp: { ending: "otlp.json", mime: "application/json", write: otlpPieces },
  jepsen: { ending: "jepsen.edn", mime: "application/edn", write: jepsenLines },
  csv: { ending: "events.csv", mime: "text/csv", write: csvRows },
  scenario: { ending: "yaml", mime: "application/yaml", write: scenarioFile },
  run: { ending: "run.json", mime: "application/json", write: runFile },
};

/** Parts are about this long: few enough to be handed on, and each short enough to be made at once. */
const PART_CHARACTERS = 1 << 20;

/**
 * The run as a file of one format. Between the parts other work gets its turn, for of a million events it takes seconds:
 * `facts` are a snapshot, if the run may go on.
 */
export async function exportRun(format: ExportFormat, facts: ExportFacts): Promise<ExportedFile> {
  const blobs: Blob[] = [];
  for (const part of exportParts(format, facts)) {
    blobs.push(new Blob([part]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { name: exportedName(format, facts), content: new Blob(blobs, { type: FORMATS[format].mime }) };
}

/** The parts of the file one after the other, each made when it is asked for. */
export function* exportParts(format: ExportFormat, facts: ExportFacts): Generator<string> {
  let part = "";
  for (const piece of FORMATS[format].write(facts)) {
    part += piece;
    if (part.length < PART_CHARACTERS) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

/** `first-election.seed-42.perfetto.json`, of an edited run `first-election.crash-n1-at-1-s.seed-42.perfetto.json` */
export function exportedName(
  format: ExportFormat,
  { scenario, fileName = scenario.file, seed }: ExportFacts,
): string {
  return `${runName(fileName, seed)}.${FORMATS[format].ending}`;
}

function scenarioFile({ scenario, seed }: ExportFacts): string[] {
  return [standaloneText(scenario, seed)];
}

function runFile(facts: ExportFacts): string[] {
  return [`${JSON.stringify(savedRunOf(facts), undefined, 2)}\n`];
}
