import type { NodeStatus } from "../run/node-history.ts";
import type { FaultTarget } from "./fault-menu-store.ts";

/** One line of a menu: what it says, and the entry of `faults:` that it adds at the playhead. */
export interface FaultChoice {
  readonly label: string;
  readonly yaml: string;
}

/** What can be done to a node, given what it is. */
export function nodeFaults(name: string, status: NodeStatus, isParted: boolean): FaultChoice[][] {
  const life: FaultChoice[] =
    status === "down"
      ? [{ label: "Restart", yaml: `restart: ${name}` }]
      : [
          { label: "Crash", yaml: `crash: ${name}` },
          status === "paused"
            ? { label: "Resume", yaml: `resume: ${name}` }
            : { label: "Pause", yaml: `pause: ${name}` },
        ];
  const rest: FaultChoice[] = [
    { label: "Isolate from all others", yaml: `isolate: ${name}` },
    ...(isParted ? [{ label: "Heal partitions", yaml: "heal: partitions" }] : []),
  ];
  const slow: FaultChoice[] = [
    { label: "Slow processor, +20 ms an event", yaml: `{ slow-node: ${name}, add: 20ms, for: 2s }` },
    { label: "Disk stalls for 500 ms", yaml: `{ disk-stall: ${name}, for: 500ms }` },
    { label: "Disk loses what it acknowledges", yaml: `{ disk-lose: ${name}, for: 2s }` },
    { label: "Clock runs 10 % fast", yaml: `{ clock-drift: ${name}, by: 10% }` },
    { label: "Clock runs 10 % slow", yaml: `{ clock-drift: ${name}, by: -10% }` },
    { label: "Clock jumps ahead 1 s", yaml: `{ clock-step: ${name}, by: 1s }` },
  ];
  return [life, rest, slow];
}

/** What an operator may ask a node that leads. */
export function requests(name: string, others: readonly string[]): FaultChoice[] {
  return others.map((other) => ({
    label: `Hand leadership to ${other}`,
    yaml: `{ ask: ${name}, to: transfer-leadership, about: ${other} }`,
  }));
}

/** What can be done to the two directions of a link. */
export function linkFaults(from: string, to: string): FaultChoice[][] {
  const both = (one: (a: string, b: string) => FaultChoice): FaultChoice[] => [one(from, to), one(to, from)];
  return [
    both((a, b) => ({ label: `Cut ${a} to ${b}`, yaml: `cut: [${a}, ${b}]` })),
    both((a, b) => ({ label: `Slow ${a} to ${b}, ×10`, yaml: `{ slow: [${a}, ${b}], factor: 10 }` })),
    both((a, b) => ({
      label: `Lose half of ${a} to ${b}`,
      yaml: `{ lossy: [${a}, ${b}], probability: 0.5 }`,
    })),
    [{ label: "Heal links", yaml: "heal: links" }],
  ];
}

export function targetText(target: FaultTarget, names: readonly string[]): string {
  if (target.kind === "node") return names[target.node] ?? "";
  return `${names[target.from]} – ${names[target.to]}`;
}
