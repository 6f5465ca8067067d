import { valueText } from "../../cluster/index.ts";
import type { Write } from "./messages.ts";

/** `x 7`. */
export function describeWrite({ key, value }: Write): string {
  return `${key} ${valueText(value)}`;
}
