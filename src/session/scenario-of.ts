import { ok, type InputError, type Result } from "../base/index.ts";
import type { Scenario } from "../scenario/index.ts";
import type { SavedRun } from "./api.ts";
import * as changing from "./change.ts";
import { openSaved } from "./saved.ts";

/** The branch that a saved run shows, as a scenario of its own with its seed: what the command line runs of it. */
export function scenarioOf(
  saved: SavedRun,
): Result<{ readonly scenario: Scenario; readonly notice?: string }, readonly InputError[]> {
  const opened = openSaved(saved, changing);
  if (!opened.ok) return opened;
  const { branches, notice } = opened.value;
  const { scenario, seed } = branches.shown;
  return ok({ scenario: { ...scenario, seed }, ...(notice === undefined ? {} : { notice }) });
}
