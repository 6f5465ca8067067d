import { decodeUtf8, type InputError, type Result } from "../base/index.ts";
import { parseScenario, type Scenario } from "../scenario/index.ts";
import { isRunFile, readRunFile, readTraceFile, scenarioOf, type SavedRun } from "../session/index.ts";
import { readLessonBeside, readScenarioFile } from "./files.ts";
import { tell } from "./print.ts";
import type { SavedFingerprint } from "./saved-fingerprint.ts";
import type { Settings } from "./settings.ts";

export interface Opened {
  readonly scenario: Scenario;
  /** Of a run that was saved with the fingerprint of its end, before settings. */
  readonly saved?: SavedFingerprint;
}

/**
 * Opens a scenario by file or gallery name, or the branch that a saved run or an exported trace shows; errors are
 * already for people.
 */
export function openScenario(name: string, settings: Settings): Result<Opened, readonly InputError[]> {
  const read = readScenarioFile(name);
  if (!read.ok) return read;
  const { bytes, file } = read.value;
  const saved = readSaved(bytes, file);
  if (saved !== undefined) return saved.ok ? ofSaved(saved.value, settings) : saved;
  const scenario = parseScenario(bytes, file, { set: settings, readLesson: readLessonBeside(file) });
  return scenario.ok ? { ok: true, value: { scenario: scenario.value } } : scenario;
}

function readSaved(bytes: Uint8Array, file: string): Result<SavedRun, readonly InputError[]> | undefined {
  const text = decodeUtf8(bytes);
  if (!text.ok) return undefined;
  return isRunFile(text.value) ? readRunFile(text.value, file) : readTraceFile(text.value, file);
}

function ofSaved(saved: SavedRun, settings: Settings): Result<Opened, readonly InputError[]> {
  const shown = scenarioOf(saved);
  if (!shown.ok) return shown;
  const { scenario, notice } = shown.value;
  const { fingerprint, engine } = saved;
  const told = fingerprint === undefined ? {} : { saved: { fingerprint, engine } };
  if (notice !== undefined) tell(notice, true);
  if (settings.length === 0) return { ok: true, value: { scenario, ...told } };
  const set = parseScenario(scenario.text, scenario.file, { set: settings });
  return set.ok ? { ok: true, value: { scenario: { ...set.value, seed: scenario.seed }, ...told } } : set;
}
