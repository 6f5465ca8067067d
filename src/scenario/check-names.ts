import { formatDuration } from "../base/index.ts";
import { SELECTOR_WORDS, type OptionProblem } from "../cluster/index.ts";
import type { Surroundings } from "../workloads/index.ts";
import { expandChecks } from "./checks.ts";
import { checkFaults } from "./check-faults.ts";
import { checkProgram } from "./check-program.ts";
import { parseClaim, type Claim } from "./claims/claim.ts";
import type { ExpressionProblem } from "./claims/expression.ts";
import type { ScenarioDocument } from "./document-schema.ts";
import type { FaultEntry } from "./fault-schema.ts";
import { toProblems } from "./document-problems.ts";
import { metricNames } from "./metrics/registry.ts";
import type { Path } from "./place-of-path.ts";
import { parsePath } from "./place-of-path.ts";
import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import { isKnownPath, settablePaths } from "./settings.ts";
import { workloadOf } from "./workload-of.ts";
import type { YamlText } from "./yaml-text.ts";

/**
 * The sections that could be read; `workload` is missing also where a document has none. Faults that could not be read are
 * undefined, so that the others keep their places.
 */
export type Sections = Partial<Omit<ScenarioDocument, "faults">> & {
  readonly faults?: readonly (FaultEntry | undefined)[];
};

export interface CheckedNames {
  readonly problems: readonly Problem[];
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  readonly replicaOptions: readonly unknown[];
  readonly checks: readonly string[];
  readonly claims: readonly Claim[];
  readonly lesson?: string;
}

/** Words that stand for several nodes in `links`. */
const LINK_WORDS = ["replicas", "clients", "all"];

/** What no schema sees: names of nodes, checks and metrics that nothing bears, times outside of the run, claims. */
export function checkNames(
  sections: Sections,
  yaml: YamlText,
  readLesson?: (path: string) => string | undefined,
): CheckedNames {
  const nodes = nodesOf(sections, yaml);
  const options = checkOptions(sections, nodes.replicas, yaml);
  const checks = expandChecks(sections.checks, programOf(sections), sections.workload !== undefined);
  const claims = checkClaims(sections, nodes, checks.names);
  const lesson = checkLesson(sections, readLesson);
  return {
    replicas: nodes.replicas,
    clients: nodes.clients,
    replicaOptions: options.replicaOptions,
    checks: checks.names,
    claims: claims.claims,
    ...(lesson.text === undefined ? {} : { lesson: lesson.text }),
    problems: [
      ...checkNodeNames(nodes),
      ...options.problems,
      ...checkNodeLists(sections, nodes),
      ...checkNetwork(sections, nodes),
      ...checkWorkload(sections, nodes),
      ...checkFaults(sections, nodes),
      ...checkProgram(sections),
      ...checkTimes(sections),
      ...checkParams(sections, yaml),
      ...checks.problems,
      ...checkMetrics(sections),
      ...claims.problems,
      ...lesson.problems,
    ],
  };
}

interface Nodes {
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
}

/** Names of nodes, for faults. */
export interface ClusterNames extends Nodes {
  /** False when the workload, and so its clients, could not be read. */
  readonly areClientsKnown: boolean;
}

function nodesOf({ cluster, workload }: Sections, yaml: YamlText): ClusterNames {
  return {
    replicas:
      cluster === undefined
        ? []
        : typeof cluster.nodes === "number"
          ? numbered(cluster.nodes)
          : cluster.nodes,
    clients: workload === undefined ? [] : workloadOf(workload).clientNames(workload),
    areClientsKnown: workload !== undefined || (yaml.data as { workload?: unknown }).workload === undefined,
  };
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index + 1}`);
}

function programOf({ cluster }: Sections): string | undefined {
  return cluster?.program;
}

function checkNodeNames({ replicas, clients }: Nodes): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const visit = (name: string, path: Path): void => {
    if (seen.has(name)) problems.push({ path, problem: `a second node is called "${name}"`, found: name });
    if ([...SELECTOR_WORDS, ...LINK_WORDS].includes(name))
      problems.push({
        path,
        problem: `"${name}" cannot be a node's name: it means something in faults and links`,
        found: name,
      });
    seen.add(name);
  };
  replicas.forEach((name, index) => visit(name, ["cluster", "nodes", index]));
  clients.forEach((name, index) => visit(name, ["workload", "clients", index]));
  return problems;
}

/** Reads each replica's options: the program's, with what `nodeOptions` says about that replica. */
function checkOptions(
  { cluster }: Sections,
  replicas: readonly string[],
  yaml: YamlText,
): { replicaOptions: unknown[]; problems: Problem[] } {
  if (cluster === undefined) return { replicaOptions: [], problems: [] };
  const entry = programs[cluster.program]!;
  const problems: Problem[] = [
    ...names(Object.keys(cluster.nodeOptions), ["cluster", "nodeOptions"], "node", replicas),
    ...entry
      .problems(cluster.options, replicas)
      .map((problem) => optionProblem(problem, ["cluster", "options"])),
  ];
  const common = rawOptions(yaml.data);
  const replicaOptions = replicas.map((name) => {
    const own = Object.hasOwn(cluster.nodeOptions, name) ? cluster.nodeOptions[name] : undefined;
    if (own === undefined) return cluster.options;
    const path = ["cluster", "nodeOptions", name];
    const parsed = entry.options.safeParse({ ...common, ...own });
    if (parsed.success) {
      problems.push(...entry.problems(parsed.data, replicas).map((problem) => optionProblem(problem, path)));
      return parsed.data;
    }
    const merged = { cluster: { program: cluster.program, options: { ...common, ...own } } };
    const found = toProblems(parsed.error.issues, OPTIONS_PATH, merged);
    problems.push(
      ...found.map((one) => ({ ...one, path: [...path, ...one.path.slice(OPTIONS_PATH.length)] })),
    );
    return undefined;
  });
  return { replicaOptions, problems };
}

const OPTIONS_PATH: Path = ["cluster", "options"];

function rawOptions(data: unknown): Record<string, unknown> {
  const { cluster } = data as { cluster?: { options?: Record<string, unknown> } };
  return cluster?.options ?? {};
}

function optionProblem({ option, problem, found, accepted }: OptionProblem, path: Path): Problem {
  return { path: [...path, option], problem, found, accepted, names: accepted };
}

function checkNodeLists({ cluster, view }: Sections, { replicas, clients }: Nodes): Problem[] {
  const all = [...replicas, ...clients];
  const problems: Problem[] = [];
  if (cluster !== undefined) {
    const { down, clocks, cpu } = cluster;
    if (typeof down !== "number") problems.push(...each(down, ["cluster", "down"], "node", replicas));
    else if (down > replicas.length)
      problems.push({
        path: ["cluster", "down"],
        problem: `there are only ${replicas.length} replicas`,
        found: String(down),
      });
    problems.push(...names(Object.keys(clocks), ["cluster", "clocks"], "node", all));
    if (typeof cpu !== "number") problems.push(...names(Object.keys(cpu), ["cluster", "cpu"], "node", all));
  }
  if (view?.selected !== undefined && cluster !== undefined)
    problems.push(...oneOf(view.selected, ["view", "selected"], "node", all));
  if (cluster !== undefined)
    problems.push(...names(Object.keys(view?.positions ?? {}), ["view", "positions"], "node", all));
  return problems;
}

function checkNetwork({ network, cluster }: Sections, { replicas, clients }: Nodes): Problem[] {
  if (network === undefined || cluster === undefined) return [];
  const nodes = [...replicas, ...clients];
  const regions = Object.keys(network.regions);
  const problems: Problem[] = [];
  for (const region of regions) {
    if ([...nodes, ...LINK_WORDS].includes(region)) {
      problems.push({
        path: ["network", "regions", region],
        atKey: true,
        problem: `the region "${region}" has the name of something else`,
        found: region,
      });
    }
    problems.push(...each(network.regions[region]!, ["network", "regions", region], "node", nodes));
  }
  const ends = [...nodes, ...regions, ...LINK_WORDS];
  network.links.forEach((link, index) => {
    const path = ["network", "links", index];
    if ("within" in link) problems.push(...each(link.within, [...path, "within"], "node or region", ends));
    else if ("between" in link)
      link.between.forEach((end, side) =>
        problems.push(...each(end, [...path, "between", side], "node or region", ends)),
      );
    else
      problems.push(
        ...each(link.from, [...path, "from"], "node or region", ends),
        ...each(link.to, [...path, "to"], "node or region", ends),
      );
  });
  return problems;
}

function checkWorkload({ workload, cluster, run }: Sections, { replicas }: Nodes): Problem[] {
  if (workload === undefined || cluster === undefined) return [];
  const surroundings: Surroundings = {
    nodeIds: new Map(replicas.map((name, id) => [name, id])),
    untilUs: run?.until ?? Infinity,
  };
  return workloadOf(workload)
    .problems(workload, surroundings)
    .map((problem) => ({ ...problem, path: ["workload", ...problem.path] }));
}

function checkTimes({ run, nemesis, predict, view }: Sections): Problem[] {
  if (run === undefined) return [];
  const problems: Problem[] = [];
  const within = (us: number | undefined, path: Path): void => {
    if (us === undefined || us <= run.until) return;
    problems.push({
      path,
      problem: `${formatDuration(us)} is after the end of the run at ${formatDuration(run.until)}`,
    });
  };
  within(nemesis?.from, ["nemesis", "from"]);
  within(nemesis?.until, ["nemesis", "until"]);
  within(predict?.at, ["predict", "at"]);
  within(view?.from, ["view", "from"]);
  within(view?.to, ["view", "to"]);
  return problems;
}

function checkParams({ params = {} }: Sections, yaml: YamlText): Problem[] {
  return Object.keys(params).flatMap((name): Problem[] => {
    const path = parsePath(params[name]!.path);
    if (path !== undefined && isKnownPath(yaml, path)) return [];
    const accepted = ["a path such as network.loss, cluster.options.… or faults[0].at"];
    return [
      {
        path: ["params", name, "path"],
        problem: `the scenario has no path "${params[name]!.path}"`,
        found: params[name]!.path,
        accepted,
        names: settablePaths(yaml.data),
      },
    ];
  });
}

function checkMetrics({ metrics = [] }: Sections): Problem[] {
  return each(metrics, ["metrics"], "metric", metricNames);
}

function checkClaims(
  { claims = [], cluster }: Sections,
  { replicas, clients }: Nodes,
  checks: readonly string[],
): { claims: Claim[]; problems: Problem[] } {
  const parsed: Claim[] = [];
  const problems: Problem[] = [];
  claims.forEach(({ say, expect }, index) => {
    const claim = parseClaim(say, expect, { replicas, clients, checks });
    if (claim.ok) parsed.push(claim.value);
    else if (cluster !== undefined) problems.push(claimProblem(index, claim.error));
  });
  return { claims: parsed, problems };
}

function claimProblem(index: number, problem: ExpressionProblem): Problem {
  const path = ["claims", index, "expect"];
  const { found, accepted } = problem;
  return found === undefined || accepted === undefined
    ? { path, ...problem }
    : { path, ...problem, names: accepted };
}

function checkLesson(
  { lesson }: Sections,
  readLesson?: (path: string) => string | undefined,
): { text?: string; problems: Problem[] } {
  if (lesson === undefined || readLesson === undefined) return { problems: [] };
  const text = readLesson(lesson);
  if (text !== undefined) return { text, problems: [] };
  return { problems: [{ path: ["lesson"], problem: "the lesson cannot be read", found: lesson }] };
}

function names(found: readonly string[], path: Path, what: string, accepted: readonly string[]): Problem[] {
  return found
    .filter((name) => !accepted.includes(name))
    .map((name) => ({ ...unknownAt([...path, name], what, name, accepted), atKey: true }));
}

function each(found: readonly string[], path: Path, what: string, accepted: readonly string[]): Problem[] {
  return found.flatMap((name, index) =>
    accepted.includes(name) ? [] : [unknownAt([...path, index], what, name, accepted)],
  );
}

function oneOf(found: string, path: Path, what: string, accepted: readonly string[]): Problem[] {
  return accepted.includes(found) ? [] : [unknownAt(path, what, found, accepted)];
}
