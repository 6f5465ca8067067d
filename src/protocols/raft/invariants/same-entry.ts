import { isSameRequest } from "../../replicated-log/same-request.ts";
import type { Entry } from "../log.ts";

/** True when two entries ask for the same. */
export function isSameEntry(a: Entry, b: Entry): boolean {
  return a === b || (a.term === b.term && a.client === b.client && isSameRequest(a.command, b.command));
}
