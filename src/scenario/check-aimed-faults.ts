import { formatDuration } from "../base/index.ts";
import type { ClusterNames, Sections } from "./readable-sections.ts";
import { earliestUs } from "./fault-plan.ts";
import type { FaultEntry } from "./fault-schema.ts";
import type { Path } from "./place-of-path.ts";
import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import { workloadOf } from "./workload-of.ts";

/** Faults that are aimed at one client or one message, and can hit nothing: no such client, operation or kind of message. */
export function checkAimed(
  fault: FaultEntry,
  sections: Sections,
  names: ClusterNames,
  path: Path,
): Problem[] {
  if ("operation" in fault) return checkOperation(fault, sections, names, path);
  if (!("drop-message" in fault || "delay-message" in fault)) return [];
  return [...checkSent(fault, path), ...checkType(fault.type, sections, path)];
}

function checkOperation(
  { operation: client, do: what }: Extract<FaultEntry, { operation: string }>,
  { workload }: Sections,
  { clients, areClientsKnown }: ClusterNames,
  path: Path,
): Problem[] {
  if (!areClientsKnown) return [];
  const place = [...path, "operation"];
  if (workload === undefined)
    return [{ path: place, problem: "there are no clients: the scenario has no workload", found: client }];
  const kind = workloadOf(workload);
  const known = Object.keys(kind.operations);
  return [
    ...(clients.includes(client) ? [] : [unknownAt(place, "client", client, clients)]),
    ...Object.keys(what)
      .filter((name) => !known.includes(name))
      .map((name) => ({ ...unknownAt([...path, "do", name], "operation", name, known), atKey: true })),
  ];
}

type MessageEntry = Extract<FaultEntry, { sent: number }>;

/** A fault comes first among the events of its time, so what is sent at that very time is not on its way yet. */
function checkSent({ at, sent }: MessageEntry, path: Path): Problem[] {
  const atUs = earliestUs(at);
  if (at.kind !== "constant" || sent < atUs) return [];
  const problem = `the message is sent at ${formatDuration(sent)}, not before the fault at ${formatDuration(atUs)}`;
  return [{ path: [...path, "sent"], problem, accepted: [`a time before ${formatDuration(atUs)}`] }];
}

function checkType(type: string | undefined, { cluster, workload }: Sections, path: Path): Problem[] {
  if (type === undefined || cluster === undefined) return [];
  const { messages } = programs[cluster.program]!.program;
  const known = [...Object.keys(messages), ...(workload === undefined ? [] : ["Request"])];
  return known.includes(type) ? [] : [unknownAt([...path, "type"], "kind of message", type, known)];
}
