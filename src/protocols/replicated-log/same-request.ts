import { valueText, type ClientRequest } from "../../cluster/index.ts";

/** True when two entries of a log ask for the same. Copies are mostly one object; a checkpoint may part them. */
export function isSameRequest(one: ClientRequest | null, other: ClientRequest | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return (
    one.session === other.session &&
    one.id === other.id &&
    one.f === other.f &&
    one.key === other.key &&
    valueText(one.value) === valueText(other.value)
  );
}
