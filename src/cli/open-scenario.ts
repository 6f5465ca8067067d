import { decodeUtf8, type InputError, type Result } from "../base/index.ts";
import { parseScenario, type Scenario } from "../scenario/index.ts";
import { isRunFile, readRunFile, readTraceFile, scenarioOf, type SavedRun } from "../session/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { readLessonBeside, readScenarioFile } from "./files.ts";
import { tell } from "./print.ts";
import type { Settings } from "./settings.ts";

type Opened = { scenario: Scenario } | { code: ExitCode; errors: readonly InputError[] };

/**
 * Opens a scenario by file or gallery name, or the branch that a saved run or an exported trace shows; errors are
 * already for people.
 */
export function openScenario(name: string, settings: Settings): Opened {
  const read = readScenarioFile(name);
  if (!read.ok) return { code: EXIT.input, errors: read.error };
  const { bytes, file } = read.value;
  const saved = readSaved(bytes, file);
  const scenario =
    saved === undefined
      ? parseScenario(bytes, file, { set: settings, readLesson: readLessonBeside(file) })
      : ofSaved(saved, settings);
  return scenario.ok ? { scenario: scenario.value } : { code: EXIT.input, errors: scenario.error };
}

function readSaved(bytes: Uint8Array, file: string): Result<SavedRun, readonly InputError[]> | undefined {
  const text = decodeUtf8(bytes);
  if (!text.ok) return undefined;
  return isRunFile(text.value) ? readRunFile(text.value, file) : readTraceFile(text.value, file);
}

function ofSaved(
  saved: Result<SavedRun, readonly InputError[]>,
  settings: Settings,
): Result<Scenario, readonly InputError[]> {
  if (!saved.ok) return saved;
  const shown = scenarioOf(saved.value);
  if (!shown.ok) return shown;
  const { scenario, notice } = shown.value;
  if (notice !== undefined) tell(notice, true);
  if (settings.length === 0) return { ok: true, value: scenario };
  const set = parseScenario(scenario.text, scenario.file, { set: settings });
  return set.ok ? { ok: true, value: { ...set.value, seed: scenario.seed } } : set;
}
