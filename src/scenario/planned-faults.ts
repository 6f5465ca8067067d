import { describeFault } from "../cluster/index.ts";
import { planOf } from "./plan.ts";
import type { Scenario } from "./scenario.ts";
import { flowText, withoutKeys, type Entry } from "./yaml-edit.ts";
import { readYaml } from "./yaml-text.ts";

/** A fault as a timeline marks it. */
export interface MarkedFault {
  readonly atUs: number;
  /** In a few words: `crash n3 for 2s`. */
  readonly text: string;
  /** Place of its entry in the document's `faults`, from 0; none when no entry says it. */
  readonly entry?: number;
  /** The entry in one line, without its time and without `muted`, to be edited. */
  readonly yaml?: string;
  /** It stays in the plan and does not strike. */
  readonly muted: boolean;
}

/**
 * Everything that is planned: the document's entries in order, each as often as it strikes; then the nodes that are down from
 * the start; then what the nemesis does.
 */
export function plannedFaults(scenario: Scenario, seed: string): readonly MarkedFault[] {
  const { entries, initial, drawn } = planOf(scenario, seed);
  const yaml = entries.length === 0 ? [] : entryTexts(scenario);
  return [
    ...entries.map(({ atUs, fault, entry, muted }) => ({
      atUs,
      text: describeFault(fault),
      entry,
      yaml: yaml[entry]!,
      muted,
    })),
    ...[...initial, ...drawn].map(({ atUs, fault }) => ({ atUs, text: describeFault(fault), muted: false })),
  ];
}

function entryTexts({ text, file }: Scenario): string[] {
  const read = readYaml(text, file);
  if (!read.ok) throw new Error("the text of a checked scenario cannot be read");
  const { faults } = read.value.data as { readonly faults: readonly Entry[] };
  return faults.map((entry) => flowText(withoutKeys(entry, ["at", "muted"])));
}
