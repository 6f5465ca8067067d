import { NO_NODE } from "../../kernel/index.ts";

/** Threads of a node's process; thread ids are told apart over all processes, for Perfetto names them so. */
export const LANE = { events: 100_000, role: 200_000, lost: 300_000 } as const;

/** The process of a node; 1 is the cluster as a whole. */
export function processOf(node: number): number {
  return node === NO_NODE ? 1 : node + 2;
}

export function line(fields: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(fields)},\n`;
}

/** A line of a trace file and the event behind which it stands. */
export interface SliceLine {
  readonly event: number;
  readonly text: string;
}
