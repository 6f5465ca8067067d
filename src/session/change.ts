import { err, faultWords, ok, type InputError, type Result } from "../base/index.ts";
import {
  appendFault,
  moveFault,
  muteFault,
  parseScenario,
  plannedFaults,
  removeFault,
  replaceFault,
  type Scenario,
} from "../scenario/index.ts";
import type { Change } from "./api.ts";
import { seedError } from "./seed-error.ts";

/** What a run is made of. */
export interface Recipe {
  readonly scenario: Scenario;
  readonly seed: string;
}

/** A recipe after a change. The change itself is checked by reading the text that it gives. */
export function applyChange(
  { scenario, seed }: Recipe,
  change: Change,
): Result<Recipe, readonly InputError[]> {
  if (change.do === "seed") return seeded(scenario, change.seed);
  const { file } = scenario;
  if (change.do === "set") {
    const parsed = parseScenario(scenario.text, file, { set: [[change.path, change.value]] });
    return parsed.ok ? ok({ scenario: parsed.value, seed }) : parsed;
  }
  const text = changedText(scenario, change);
  if (!text.ok) return text;
  const parsed = parseScenario(text.value, file);
  return parsed.ok ? ok({ scenario: parsed.value, seed }) : parsed;
}

function seeded(scenario: Scenario, seed: string): Result<Recipe, readonly InputError[]> {
  const wrong = seedError(seed);
  return wrong === undefined ? ok({ scenario, seed }) : err([wrong]);
}

type TextChange = Exclude<Change, { do: "set" } | { do: "seed" }>;

function changedText({ text, file }: Scenario, change: TextChange): Result<string, readonly InputError[]> {
  switch (change.do) {
    case "inject":
      return appendFault(text, file, change.atUs, change.yaml);
    case "fault-text":
      return replaceFault(text, file, change.fault, change.yaml);
    case "fault-time":
      return moveFault(text, file, change.fault, change.atUs);
    case "fault-mute":
      return muteFault(text, file, change.fault, change.muted);
    case "fault-delete":
      return removeFault(text, file, change.fault);
    case "text":
      return ok(change.text);
  }
}

/**
 * What a change is about. A second change of the same thing amends the branch that the first one made; a deletion, after
 * which other faults bear the numbers, is about nothing that can be changed again.
 */
export function subjectOf(change: Change, before: Scenario): string | undefined {
  switch (change.do) {
    case "inject":
      return `fault ${before.document.faults.length}`;
    case "set":
      return `value ${change.path}`;
    case "seed":
    case "text":
      return change.do;
    case "fault-delete":
      return undefined;
    default:
      return `fault ${change.fault}`;
  }
}

/** `change` after `changes`, without what it makes needless: who drags a slider leaves one value behind. */
export function compose(changes: readonly Change[], change: Change): readonly Change[] {
  if (change.do === "text") return [change];
  const last = changes.at(-1);
  const isReplaced = last?.do === change.do && change.do !== "inject";
  return [...(isReplaced ? changes.slice(0, -1) : changes), change];
}

/** A change in a few words: `crash n3 at 2.1 s`, `loss = 0.1`. `before` and `after` it. */
export function changeText(change: Change, before: Recipe, after: Recipe): string {
  switch (change.do) {
    case "inject":
      return entryText(after, before.scenario.document.faults.length);
    case "fault-text":
    case "fault-time":
      return entryText(after, change.fault);
    case "fault-mute":
      return `${change.muted ? "without" : "with"} ${entryText(before, change.fault)}`;
    case "fault-delete":
      return `without ${entryText(before, change.fault)}`;
    case "set":
      return `${change.path} = ${change.value}`;
    case "seed":
      return `seed ${change.seed}`;
    case "text":
      return "edited scenario";
  }
}

function entryText({ scenario, seed }: Recipe, entry: number): string {
  const fault = plannedFaults(scenario, seed).find((planned) => planned.entry === entry);
  return fault === undefined ? `fault ${entry + 1}` : `${faultWords(fault.text)} at ${fault.atUs / 1e6} s`;
}
