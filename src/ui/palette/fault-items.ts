import { choicesFor } from "../inject/choices.ts";
import { chooseFault } from "../inject/choose-fault.ts";
import { wholeLabel, type FaultChoice } from "../inject/fault-entries.ts";
import { placeFaultMenu, type FaultTarget } from "../inject/fault-menu-store.ts";
import { flightsNow, linkTargets, MOST_NODES } from "../inject/targets.ts";
import { runNow } from "../state/run-store.ts";
import type { PaletteItem } from "./item.ts";

/** Whatever can be injected at the playhead, as the menus of nodes, links and messages offer it. */
export function faultItems(): PaletteItem[] {
  const { info } = runNow();
  if (info === undefined) return [];
  const names = info.nodes.map(({ name }) => name);
  const replicas = names.map((_, node) => node).filter((node) => info.nodes[node]!.kind === "replica");
  const clients = names.map((_, node) => node).filter((node) => info.nodes[node]!.kind === "client");
  const targets: FaultTarget[] = [
    ...[...replicas.slice(0, MOST_NODES), ...clients.slice(0, MOST_NODES)].map((node) => ({
      kind: "node" as const,
      node,
    })),
    ...linkTargets(replicas),
    ...flightsNow().map((flight) => ({ kind: "message" as const, ...flight })),
  ];
  const choices: FaultChoice[] = [
    ...targets.flatMap((target) => choicesFor(target, names).flat()),
    { label: "Heal all", yaml: "heal: all" },
  ];
  // What heals the network is offered by many menus and is the same everywhere.
  const byTitle = new Map(choices.map((choice) => [wholeLabel(choice), choice]));
  return Array.from(byTitle, ([title, choice]) => ({
    id: `fault ${title}`,
    kind: "fault",
    title,
    run: () => {
      placeFaultMenu();
      chooseFault(choice);
    },
  }));
}
