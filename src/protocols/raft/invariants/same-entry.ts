import { valueText } from "../../../cluster/index.ts";
import type { Entry } from "../log.ts";

/** True when two entries ask for the same. Copies of one entry are mostly one object; a checkpoint may part them. */
export function isSameEntry(a: Entry, b: Entry): boolean {
  if (a === b) return true;
  if (a.term !== b.term || a.client !== b.client) return false;
  const one = a.command;
  const other = b.command;
  if (one === null || other === null) return one === other;
  return (
    one.session === other.session &&
    one.id === other.id &&
    one.f === other.f &&
    one.key === other.key &&
    valueText(one.value) === valueText(other.value)
  );
}
