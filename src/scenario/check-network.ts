import { unknownItems, type Problem } from "./problem.ts";
import type { Nodes, Sections } from "./readable-sections.ts";

/** Words that stand for several nodes in `links`. */
export const LINK_WORDS = ["replicas", "clients", "all"];

/** Regions and the ends of links. */
export function checkNetwork({ network, cluster }: Sections, { replicas, clients }: Nodes): Problem[] {
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
