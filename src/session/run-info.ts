import { describeFault, type Cluster, type PlannedFault, type Program } from "../cluster/index.ts";
import type { Scenario } from "../scenario/index.ts";
import type { FaultInfo, RunInfo, TagInfo } from "./api.ts";

/** What the session knows of a run besides scenario and cluster. */
export interface RunFacts {
  readonly file: string;
  /** Settings in force. */
  readonly set: RunInfo["set"];
  readonly handFaults: number;
  readonly engine: string;
  readonly seed: string;
  /** Which edit runs now, of how many. */
  readonly edit: number;
  readonly edits: number;
  readonly keepRecords: number;
  readonly keepNotes: number;
  readonly keepHistory: number;
}

/** What stays the same for one run, as the page wants it. */
export function runInfo(scenario: Scenario, cluster: Cluster, facts: RunFacts): RunInfo {
  const { spec } = cluster;
  const explicit = spec.faults.length - facts.handFaults;
  return {
    title: scenario.title,
    file: facts.file,
    concept: scenario.concept,
    seed: facts.seed,
    engine: facts.engine,
    untilUs: spec.untilUs,
    nodes: cluster.nodes.map(({ name, spec: { kind }, program }) => ({ name, kind, program: program.name })),
    tags: tagsOf(cluster),
    faults: [
      ...spec.faults.map((fault, index) => faultInfo(fault, index >= explicit)),
      ...(spec.drawnFaults ?? []).map((fault) => faultInfo(fault, false)),
    ],
    params: scenario.params,
    assumptions: assumptionsOf(cluster),
    keepRecords: facts.keepRecords,
    keepNotes: facts.keepNotes,
    keepHistory: facts.keepHistory,
    canUndo: facts.edit > 0,
    canRedo: facts.edit < facts.edits - 1,
    text: scenario.text,
    handFaults: facts.handFaults,
    set: facts.set,
    fileName: fileNameFor(facts),
    command: commandFor(facts),
  };
}

function tagsOf(cluster: Cluster): TagInfo[] {
  const programs = Array.from(new Set(cluster.nodes.map((node) => node.program)));
  return cluster.tagNames.map((name) => {
    const look = programs.map((program) => lookOf(program, name)).find((found) => found !== undefined);
    return look ?? { name, family: "timer", reply: false };
  });
}

function lookOf(program: Program, name: string): TagInfo | undefined {
  const look = Object.hasOwn(program.messages, name) ? program.messages[name] : undefined;
  return look === undefined ? undefined : { name, family: look.family, reply: look.reply === true };
}

function faultInfo({ atUs, fault }: PlannedFault, byHand: boolean): FaultInfo {
  return { atUs, text: describeFault(fault), byHand };
}

/** What no model here covers, then what each program leaves out. */
function assumptionsOf(cluster: Cluster): string[] {
  const programs = new Set(cluster.nodes.map((node) => node.program));
  return [
    "Messages are delayed by independent draws and may overtake each other unless the link is fifo.",
    "No routing, congestion control or connections: a link only delays, loses, duplicates or reorders.",
    "Handling a message takes no processor time unless the scenario or a fault says so.",
    "Disks have no bandwidth or seeks: a write is free, a sync takes its latency.",
    "Nodes fail by stopping, never by lying.",
    ...Array.from(programs).flatMap((program) => program.assumptions ?? []),
  ];
}

/** What was injected is in the edited text alone, and that holds the settings too. */
function commandFor(facts: RunFacts): string {
  const { file, seed, set, handFaults } = facts;
  if (handFaults > 0) return `npx lightcone run ${quote(fileNameFor(facts))} --seed ${quote(seed)}`;
  const settings = set.map(([path, value]) => ` --set ${quote(`${path}=${value}`)}`).join("");
  return `npx lightcone run ${quote(file)} --seed ${quote(seed)}${settings}`;
}

/** After the scenario, so that it is found again among others; no folder, since browsers save without one. */
function fileNameFor({ file, set, handFaults }: RunFacts): string {
  const name = file.replace(/^.*[\\/]/, "");
  if (handFaults === 0 && set.length === 0) return name;
  return `${name.replace(/(\.edited)?\.(ya?ml|json)$/i, "")}.edited.yaml`;
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
