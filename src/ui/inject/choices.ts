import { lookOfRole } from "../parts/role-look.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";
import {
  clientFaults,
  linkFaults,
  messageFaults,
  nodeFaults,
  requests,
  type FaultChoice,
} from "./fault-entries.ts";
import type { FaultTarget } from "./fault-menu-store.ts";

const MOST_HEIRS = 6;

/** What can be done to a target at the playhead. */
export function choicesFor(target: FaultTarget, names: readonly string[]): FaultChoice[][] {
  const atUs = Math.ceil(playheadNow().timeUs);
  const { data, info, frame } = runNow();
  const links = frame?.links ?? [];
  const inForce = new Set(links.map(({ kind }) => kind));
  if (target.kind === "link") {
    const ends = [target.from, target.to];
    const here = links.filter(({ from, to }) => ends.includes(from) && ends.includes(to));
    const kinds = new Set(here.map(({ kind }) => kind));
    return linkFaults(names[target.from] ?? "", names[target.to] ?? "", atUs, kinds, inForce);
  }
  if (target.kind === "message") {
    const [from = "", to = ""] = [names[target.from], names[target.to]];
    const type = info?.tags[target.tag]?.name ?? "";
    return messageFaults({ from, to, type, sentUs: target.sentUs }, atUs);
  }
  if (target.kind !== "node") return [];
  if (info?.nodes[target.node]?.kind === "client") {
    const last = data?.operations.ofNode(target.node)[0] ?? data?.operations.all[0];
    return clientFaults(names[target.node] ?? "", last?.key || "x", atUs, info.workload ?? "");
  }
  const { event } = playheadNow();
  const name = names[target.node] ?? "";
  const phase = data?.nodes.at(target.node, event);
  const groups = nodeFaults(name, phase?.status ?? "up", inForce, atUs);
  if (phase?.status !== "up" || lookOfRole(phase.role) !== "leader") return groups;
  const others = info?.nodes.filter((node) => node.kind === "replica" && node.name !== name) ?? [];
  const heirs = others.slice(0, MOST_HEIRS).map((node) => node.name);
  return [...groups, requests(name, heirs)];
}
