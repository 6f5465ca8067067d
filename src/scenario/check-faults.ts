import { formatDuration } from "../base/index.ts";
import { SELECTOR_WORDS } from "../cluster/index.ts";
import { checkAimed } from "./check-aimed-faults.ts";
import type { ClusterNames, Sections } from "./readable-sections.ts";
import { countStrikes, earliestUs, MOST_FAULTS, nodesNamedBy, type NamedNode } from "./fault-plan.ts";
import type { FaultEntry, Nemesis } from "./fault-schema.ts";
import { expectStrikes, MOST_STRIKES } from "./nemesis.ts";
import type { Path } from "./place-of-path.ts";
import { unknownAt, type Problem } from "./problem.ts";

/** Faults that name what does not exist, never strike, or would change nothing. */
export function checkFaults(sections: Sections, nodes: ClusterNames): Problem[] {
  const { faults = [], nemesis, cluster, run } = sections;
  return [
    ...checkCount(faults, run?.until ?? 0),
    ...(nemesis === undefined ? [] : checkStrikes(nemesis, run?.until ?? 0)),
    ...faults.flatMap((fault, index) => {
      const path = ["faults", index];
      if (fault === undefined) return [];
      return [
        ...checkWhen(fault, run?.until ?? Infinity, path),
        ...(cluster === undefined
          ? []
          : nodesNamedBy(fault).flatMap((named) => checkNode(named, nodes, path))),
        ...checkGroups(fault, path),
        ...checkEnds(fault, path),
        ...checkSlowness(fault, path),
        ...checkAimed(fault, sections, nodes, path),
      ];
    }),
  ];
}

function checkCount(faults: readonly (FaultEntry | undefined)[], untilUs: number): Problem[] {
  let count = 0;
  for (const [index, fault] of faults.entries()) {
    count += fault === undefined ? 0 : countStrikes(fault, untilUs);
    if (count > MOST_FAULTS)
      return [{ path: ["faults", index], problem: `the plan has more than ${MOST_FAULTS} faults` }];
  }
  return [];
}

function checkStrikes(nemesis: Nemesis, untilUs: number): Problem[] {
  const strikes = expectStrikes(nemesis, untilUs);
  if (strikes <= MOST_STRIKES) return [];
  const problem = `the nemesis would strike ${Math.round(strikes)} times, more than ${MOST_STRIKES}`;
  return [{ path: ["nemesis", "every"], problem }];
}

function checkWhen({ at, every, until }: FaultEntry, untilUs: number, path: Path): Problem[] {
  const problems: Problem[] = [];
  const firstUs = earliestUs(at);
  const first = `the fault is at ${formatDuration(firstUs)}`;
  if (firstUs >= untilUs) {
    problems.push({
      path: [...path, "at"],
      problem: `${first}, but the run ends at ${formatDuration(untilUs)}`,
      accepted: [`a time before ${formatDuration(untilUs)}`],
    });
  }
  if (until !== undefined && every === undefined) {
    problems.push({
      path: [...path, "until"],
      atKey: true,
      problem: `"until" says when "every" ends, and there is no "every"`,
    });
  } else if (until !== undefined && firstUs >= until) {
    problems.push({
      path: [...path, "until"],
      problem: `${first}, but it repeats until ${formatDuration(until)}: it never strikes`,
      accepted: [`a time after ${formatDuration(firstUs)}`],
    });
  }
  return problems;
}

function checkNode(
  { name, at, onlyReplicas, onlyNames }: NamedNode,
  { replicas, clients, areClientsKnown }: ClusterNames,
  path: Path,
): Problem[] {
  const place = [...path, ...at];
  const isInGroup = at[0] === "partition";
  const words = onlyNames ? [] : SELECTOR_WORDS.filter((word) => isInGroup || word !== "rest");
  const accepted = [...replicas, ...(onlyReplicas ? [] : clients), ...words];
  if (accepted.includes(name)) return [];
  if (name === "rest" && !onlyNames) {
    const problem = `"rest" means something in the groups of a partition only`;
    return [{ path: place, problem, found: name, accepted }];
  }
  if (clients.includes(name)) {
    const problem = `"${name}" is a client; this can only happen to replicas`;
    return [{ path: place, problem, found: name, accepted }];
  }
  return areClientsKnown || onlyReplicas ? [unknownAt(place, "node", name, accepted)] : [];
}

/** What groups share for certain; who `leader` and `random` are is known only when the fault strikes. */
function checkGroups(fault: FaultEntry, path: Path): Problem[] {
  if (!("partition" in fault) || typeof fault.partition === "string") return [];
  const taken = new Set<string>();
  return fault.partition.flatMap((group, index) => {
    const place = [...path, "partition", index];
    const shared = group.find((name) => taken.has(name) && name !== "random");
    for (const name of group) taken.add(name);
    if (shared !== undefined)
      return [{ path: place, problem: `"${shared}" is in two groups of the partition`, found: shared }];
    if (!group.includes("all")) return [];
    return [{ path: place, problem: `"all" leaves no replica for the other groups`, found: "all" }];
  });
}

/** Words that may mean another node, or others, at each end of a link. */
const SEVERAL = ["random", "followers", "all", "rest"];

function checkEnds(fault: FaultEntry, path: Path): Problem[] {
  for (const [key, ends] of Object.entries(fault)) {
    if (!isLink(ends)) continue;
    const names = new Set([...ends.from, ...ends.to]);
    const [name] = names;
    if (names.size === 1 && !SEVERAL.includes(name!))
      return [{ path: [...path, key], atKey: true, problem: `there is no link from "${name}" to itself` }];
  }
  return [];
}

function isLink(
  value: unknown,
): value is { readonly from: readonly string[]; readonly to: readonly string[] } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

function checkSlowness(fault: FaultEntry, path: Path): Problem[] {
  if (!("slow" in fault || "slow-node" in fault) || fault.factor !== 1 || fault.add !== 0) return [];
  const key = "slow" in fault ? "slow" : "slow-node";
  const problem = `"${key}" needs "factor" or "add": as it stands nothing becomes slower`;
  return [{ path: [...path, key], atKey: true, problem }];
}
