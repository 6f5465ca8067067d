import { CLIENT_MESSAGES } from "../cluster/index.ts";
import type { Path } from "./place-of-path.ts";
import { unknownItems, unknownKeys, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Nodes, Sections } from "./readable-sections.ts";

/** Words that stand for several nodes in `links`. */
export const LINK_WORDS = ["replicas", "clients", "all"];

/** Regions, the ends of links and the kinds of message that have a latency of their own. */
export function checkNetwork({ network, cluster }: Sections, { replicas, clients }: Nodes): Problem[] {
  if (network === undefined || cluster === undefined) return [];
  const nodes = [...replicas, ...clients];
  const regions = Object.keys(network.regions);
  const problems: Problem[] = checkMessageKinds({ network, cluster });
  for (const region of regions) {
    if ([...nodes, ...LINK_WORDS].includes(region)) {
      problems.push({
        path: ["network", "regions", region],
        atKey: true,
        problem: `the region "${region}" has the name of something else`,
        found: region,
      });
    }
    problems.push(...unknownItems(network.regions[region]!, ["network", "regions", region], "node", nodes));
  }
  const ends = [...nodes, ...regions, ...LINK_WORDS];
  network.links.forEach((link, index) => {
    const path = ["network", "links", index];
    if ("within" in link)
      problems.push(...unknownItems(link.within, [...path, "within"], "node or region", ends));
    else if ("between" in link)
      link.between.forEach((end, side) =>
        problems.push(...unknownItems(end, [...path, "between", side], "node or region", ends)),
      );
    else
      problems.push(
        ...unknownItems(link.from, [...path, "from"], "node or region", ends),
        ...unknownItems(link.to, [...path, "to"], "node or region", ends),
      );
  });
  return problems;
}

function checkMessageKinds({ network, cluster }: Pick<Sections, "network" | "cluster">): Problem[] {
  const { program } = programs[cluster!.program]!;
  const kinds = Array.from(new Set([...Object.keys(program.messages), ...Object.keys(CLIENT_MESSAGES)]));
  const check = (latencyOf: object | undefined, path: Path): Problem[] =>
    unknownKeys(Object.keys(latencyOf ?? {}), [...path, "latencyOf"], "kind of message", kinds);
  return [
    ...check(network!.latencyOf, ["network"]),
    ...check(network!.clients?.latencyOf, ["network", "clients"]),
    ...network!.links.flatMap(({ latencyOf }, index) => check(latencyOf, ["network", "links", index])),
  ];
}
