import { isLeadingRole } from "../../base/index.ts";
import type { Note, NodeId } from "../../cluster/index.ts";

/** What a node was from a moment on. */
export interface RoleChange {
  readonly timeUs: number;
  readonly node: NodeId;
  /** Empty while the node is down, or before it said anything. */
  readonly role: string;
  readonly term: number;
  readonly isUp: boolean;
}

/** Who was what and when, read from the notes `role` and `status` of a run, in order. */
export function roleChanges(notes: readonly Note[]): RoleChange[] {
  const now = new Map<NodeId, RoleChange>();
  const changes: RoleChange[] = [];
  for (const { kind, node, text, value, timeUs } of notes) {
    if (kind !== "role" && kind !== "status") continue;
    const before = now.get(node) ?? { timeUs, node, role: "", term: 0, isUp: true };
    const after =
      kind === "role" ? { ...before, timeUs, role: text, term: value } : withStatus(before, text, timeUs);
    now.set(node, after);
    changes.push(after);
  }
  return changes;
}

/** A crash ends a role, a pause does not. */
function withStatus(before: RoleChange, status: string, timeUs: number): RoleChange {
  return { ...before, timeUs, isUp: status === "up", role: status === "down" ? "" : before.role };
}

/** What each node was at a moment; nodes that said nothing until then are missing. */
export function rolesAt(notes: readonly Note[], timeUs: number): Map<NodeId, RoleChange> {
  const roles = new Map<NodeId, RoleChange>();
  for (const change of roleChanges(notes.filter((note) => note.timeUs <= timeUs)))
    roles.set(change.node, change);
  return roles;
}

/** Of the nodes that are up and lead, the one with the highest term. */
export function leaderAt(notes: readonly Note[], timeUs: number): RoleChange | undefined {
  let leader: RoleChange | undefined;
  for (const change of rolesAt(notes, timeUs).values()) {
    if (change.isUp && isLeadingRole(change.role) && change.term > (leader?.term ?? -1)) leader = change;
  }
  return leader;
}
