import { momentText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { markHere } from "./marks-store.ts";

/** Marks the moment at the playhead and says so. */
export function markAndSay(): void {
  const mark = markHere();
  if (mark !== undefined) announce(`Marked ${momentText(mark.timeUs)}: ${mark.name}`);
}
