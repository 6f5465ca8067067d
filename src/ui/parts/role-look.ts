import { isLeadingRole } from "../../base/index.ts";
import type { NodePhase, NodeStatus } from "../run/node-history.ts";

/** How a role is drawn. Programs name their roles freely; those that decide or want to decide look alike. */
export type RoleLook = "leader" | "candidate" | "follower";

const LOOKS: Readonly<Record<string, RoleLook>> = {
  coordinator: "leader",
  candidate: "candidate",
  "pre-candidate": "candidate",
  precandidate: "candidate",
  preparing: "candidate",
};

export function lookOfRole(role: string): RoleLook {
  return isLeadingRole(role) ? "leader" : (LOOKS[role] ?? "follower");
}

/** The word for a node that does not run; empty when it does. */
function statusWord(status: NodeStatus): string {
  if (status === "down") return "crashed";
  return status === "paused" ? "paused" : "";
}

/** `leader, term 4`; `crashed`; on a phone `leader 4`. */
export function phaseText(phase: NodePhase, isShort = false): string {
  const word = statusWord(phase.status);
  if (phase.status === "down") return word;
  const term =
    phase.term > 0 ? (isShort ? ` ${phase.term}` : `, ${phase.termWord ?? "term"} ${phase.term}`) : "";
  const role = phase.role === "" ? "" : `${phase.role}${term}`;
  if (word === "") return role;
  return role === "" || isShort ? word : `${word} ${phase.role}`;
}

/** Classes for text in the colour of a role. */
export function phaseTextClass(phase: NodePhase): string {
  if (phase.status !== "up") return "tf tb";
  const look = lookOfRole(phase.role);
  if (look === "leader") return "tl tb";
  return look === "candidate" ? "tc tb" : "t2";
}
