import type { Frame } from "../../session/index.ts";
import { runNow } from "../state/run-store.ts";
import { ask } from "./link.ts";

/** The exact state of the shown branch right after any event, for what looks beside the playhead. */
export function frameAt(event: number): Promise<Frame | undefined> {
  const branch = runNow().info?.branch;
  return ask((api) => api.frame({ event, ...(branch === undefined ? {} : { branch }) }));
}
