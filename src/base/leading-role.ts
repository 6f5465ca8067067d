/** What a node that leads calls itself, by the kind of protocol: all mean the one to which clients bring their writes. */
const LEADING: ReadonlySet<string> = new Set(["leader", "primary", "head"]);

/** True for the role that fault plans, metrics and the page mean by `leader`. */
export function isLeadingRole(role: string): boolean {
  return LEADING.has(role);
}
