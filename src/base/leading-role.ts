/**
 * What a node that leads calls itself, by the kind of protocol: all mean the one to which clients bring their writes. A
 * proposer among several leads as long as it may propose: its ballot was promised to by a majority.
 */
const LEADING: ReadonlySet<string> = new Set(["leader", "primary", "head", "proposer"]);

/** True for the role that fault plans, metrics and the page mean by `leader`. */
export function isLeadingRole(role: string): boolean {
  return LEADING.has(role);
}
