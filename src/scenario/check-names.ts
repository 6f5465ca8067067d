import { formatDuration } from "../base/index.ts";
import type { Surroundings } from "../workloads/index.ts";
import { checkFaults } from "./check-faults.ts";
import { checkNetwork } from "./check-network.ts";
import { checkNodeLists, checkNodeNames, checkOptions } from "./check-nodes.ts";
import { checkProgram } from "./check-program.ts";
import { checkTokens } from "./check-tokens.ts";
import { checksOfRuns, expandChecks } from "./checks.ts";
import { parseClaim, type Claim } from "./claims/claim.ts";
import type { ExpressionProblem } from "./claims/expression.ts";
import { metricNames } from "./metrics/metric-names.ts";
import { parsePath, type Path } from "./place-of-path.ts";
import { unknownItems, type Problem } from "./problem.ts";
import { nodesOf, type Nodes, type Sections } from "./readable-sections.ts";
import { isKnownPath, settablePaths } from "./settings.ts";
import { workloadOf } from "./workload-of.ts";
import type { YamlText } from "./yaml-text.ts";

export interface CheckedNames {
  readonly problems: readonly Problem[];
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  readonly replicaOptions: readonly unknown[];
  readonly checks: readonly string[];
  readonly claims: readonly Claim[];
  readonly lesson?: string;
}

/** What no schema sees: names of nodes, checks and metrics that nothing bears, times outside of the run, claims. */
export function checkNames(
  sections: Sections,
  yaml: YamlText,
  readLesson?: (path: string) => string | undefined,
): CheckedNames {
  const nodes = nodesOf(sections, yaml);
  const options = checkOptions(sections, nodes.replicas, yaml);
  const kind = sections.workload === undefined ? undefined : workloadOf(sections.workload).name;
  const checks = expandChecks(sections.checks, sections.cluster?.program, kind);
  const claims = checkClaims(sections, nodes, [...new Set([...checks.names, ...checksOfRuns(kind)])]);
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
      ...checkProgram(sections, nodes.replicas),
      ...checkTokens(sections, options.replicaOptions),
      ...checkTimes(sections),
      ...checkParams(sections, yaml),
      ...checks.problems,
      ...checkMetrics(sections),
      ...claims.problems,
      ...lesson.problems,
    ],
  };
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
  return unknownItems(metrics, ["metrics"], "metric", metricNames);
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
