import { SELECTOR_WORDS, type OptionProblem } from "../cluster/index.ts";
import { LINK_WORDS } from "./check-network.ts";
import { toProblems } from "./document-problems.ts";
import type { Path } from "./place-of-path.ts";
import { unknownItems, unknownKeys, unknownValue, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Nodes, Sections } from "./readable-sections.ts";
import type { YamlText } from "./yaml-text.ts";

/** No two nodes have one name, and none has a word's that stands for several. */
export function checkNodeNames({ replicas, clients }: Nodes): Problem[] {
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
export function checkOptions(
  { cluster }: Sections,
  replicas: readonly string[],
  yaml: YamlText,
): { replicaOptions: unknown[]; problems: Problem[] } {
  if (cluster === undefined) return { replicaOptions: [], problems: [] };
  const entry = programs[cluster.program]!;
  const problems: Problem[] = [
    ...unknownKeys(Object.keys(cluster.nodeOptions), ["cluster", "nodeOptions"], "node", replicas),
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

/** Names of nodes in what is said of the cluster and of the page. */
export function checkNodeLists({ cluster, view }: Sections, { replicas, clients }: Nodes): Problem[] {
  const all = [...replicas, ...clients];
  const problems: Problem[] = [];
  if (cluster !== undefined) {
    const { down, clocks, cpu } = cluster;
    if (typeof down !== "number") problems.push(...unknownItems(down, ["cluster", "down"], "node", replicas));
    else if (down > replicas.length)
      problems.push({
        path: ["cluster", "down"],
        problem: `there are only ${replicas.length} replicas`,
        found: String(down),
      });
    problems.push(...unknownKeys(Object.keys(clocks), ["cluster", "clocks"], "node", all));
    if (typeof cpu !== "number")
      problems.push(...unknownKeys(Object.keys(cpu), ["cluster", "cpu"], "node", all));
  }
  if (view?.selected !== undefined && cluster !== undefined)
    problems.push(...unknownValue(view.selected, ["view", "selected"], "node", all));
  if (cluster !== undefined)
    problems.push(...unknownKeys(Object.keys(view?.positions ?? {}), ["view", "positions"], "node", all));
  return problems;
}
