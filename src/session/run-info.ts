import type { Cluster, Program } from "../cluster/index.ts";
import { historyModelOf, plannedFaults, workloadOf, type MarkedFault } from "../scenario/index.ts";
import type { BranchInfo, FaultInfo, RunInfo, TagInfo } from "./api.ts";
import type { Branch } from "./branch.ts";
import { editedFileName } from "./run-name.ts";

/** What the session knows of a run besides its branch and its cluster. */
export interface RunFacts {
  readonly main: Branch;
  readonly file: string;
  readonly engine: string;
  readonly branches: readonly BranchInfo[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly keepFrom: number;
  readonly notice?: string;
}

/** What stays the same for one run, as the page wants it. */
export function runInfo(branch: Branch, cluster: Cluster, facts: RunFacts): RunInfo {
  const { scenario, seed, set, isEdited, sent } = branch;
  const { main, ...rest } = facts;
  const { workload } = scenario.document;
  const historyModel = workload === undefined ? undefined : historyModelOf(workload);
  return {
    ...rest,
    branch: branch.id,
    title: scenario.title,
    concept: scenario.concept,
    seed,
    untilUs: cluster.spec.untilUs,
    nodes: cluster.nodes.map(({ name, spec: { kind }, program: { name: program, termWord } }) => ({
      name,
      kind,
      program,
      ...(termWord === undefined ? {} : { termWord }),
    })),
    needsMajority: cluster.nodes.some(({ program, spec }) => program.needsMajority?.(spec.options) === true),
    positions: scenario.document.view?.positions ?? {},
    tags: tagsOf(cluster),
    faults: faultsOf(branch, main),
    params: scenario.params,
    ...(workload === undefined ? {} : { workload: workloadOf(workload).name }),
    ...(historyModel === undefined ? {} : { historyModel }),
    assumptions: assumptionsOf(cluster),
    moments: Array.from(new Set(cluster.nodes.flatMap(({ program }) => program.moments ?? []))),
    keepRecords: sent.records,
    keepNotes: sent.notes,
    keepHistory: sent.history,
    text: scenario.text,
    isEdited,
    set,
    fileName: fileNameOf(branch, facts.file, facts.branches),
    command: commandFor(branch, facts),
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

/** The plan with its marks. What main's document does not have, at the same time, came by hand. */
function faultsOf({ scenario, seed }: Branch, main: Branch): FaultInfo[] {
  const known = new Set(plannedFaults(main.scenario, main.seed).map(signOf));
  return plannedFaults(scenario, seed).map((fault) => ({
    ...fault,
    byHand: fault.entry !== undefined && !known.has(signOf(fault)),
  }));
}

function signOf({ entry, atUs, text }: MarkedFault): string {
  return `${entry === undefined ? "" : "entry"} ${atUs} ${text}`;
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

/** What was edited is in the edited text alone, and that holds the settings too. */
function commandFor(branch: Branch, { file, branches }: RunFacts): string {
  const { seed, set, isEdited } = branch;
  if (isEdited) return `npx lightcone run ${quote(fileNameOf(branch, file, branches))} --seed ${quote(seed)}`;
  const settings = set.map(([path, value]) => ` --set ${quote(`${path}=${value}`)}`).join("");
  return `npx lightcone run ${quote(file)} --seed ${quote(seed)}${settings}`;
}

/** The name under which the run's scenario is saved. */
export function fileNameOf(
  { id, set, isEdited }: Branch,
  file: string,
  branches: readonly BranchInfo[],
): string {
  const name = file.replace(/^.*[\\/]/, "");
  return isEdited || set.length > 0 ? editedFileName(name, id, branches) : name;
}

function quote(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
