import { err, ok, type InputError, type Result } from "../base/index.ts";
import { checkNames } from "./check-names.ts";
import type { Sections } from "./readable-sections.ts";
import { documentFormat, type ScenarioDocument, type SectionName } from "./document-schema.ts";
import { missing, toProblems, unknownKey } from "./document-problems.ts";
import { withValues } from "./edit-value.ts";
import { schemasAt } from "./json-schema.ts";
import { parsePath, valueAtPath } from "./place-of-path.ts";
import { toInputErrors, type Problem } from "./problem.ts";
import type { Param, Scenario } from "./scenario.ts";
import { applySettings, type Setting, type SettingText } from "./settings.ts";
import { withLineEndsOf } from "./yaml-edit.ts";
import { MOST_ERRORS, readYaml, type YamlText } from "./yaml-text.ts";

export interface ParseOptions {
  /** Applied to the document before it is checked, in order. */
  readonly set?: readonly SettingText[];
  /** Reads the lesson beside the document by its path as written; undefined when there is none. Not asked unless given. */
  readonly readLesson?: (path: string) => string | undefined;
}

/**
 * A scenario document, checked. All that is wrong with it comes back at once, in the order of the text, up to 20
 * errors. Never throws, whatever the text.
 */
export function parseScenario(
  source: string | Uint8Array,
  file: string,
  options: ParseOptions = {},
): Result<Scenario, readonly InputError[]> {
  const read = readYaml(source, file);
  if (!read.ok) return read;
  const wrongRoot = checkRoot(read.value);
  if (wrongRoot !== undefined) return err([wrongRoot]);
  const { settings, errors } = applySettings(read.value, options.set ?? []);
  if (errors.length > 0) return err(errors.slice(0, MOST_ERRORS));
  const edited = settings.length === 0 ? ok(read.value) : readEdited(read.value, settings);
  if (!edited.ok) return edited;
  const yaml = edited.value;
  const { values, problems } = readSections(yaml.data as Record<string, unknown>);
  const checked = checkNames(values, yaml, options.readLesson);
  const all = [...problems, ...checked.problems];
  if (all.length > 0) return err(toInputErrors(all, read.value, settings).slice(0, MOST_ERRORS));
  return ok(toScenario(yaml, values as ScenarioDocument, checked, options));
}

type Checked = ReturnType<typeof checkNames>;

function checkRoot({ data, file }: YamlText): InputError | undefined {
  const accepted = ["a map that begins with lightcone: 1"];
  if (data === null || data === undefined)
    return { file, line: 1, column: 1, problem: "the document is empty", accepted };
  if (typeof data === "object" && !Array.isArray(data)) return undefined;
  return {
    file,
    line: 1,
    column: 1,
    problem: "a scenario is a map",
    found: JSON.stringify(data).slice(0, 60),
    accepted,
  };
}

/** The document after settings, unfolded anew: what they brought in may alias and nest as well. */
function readEdited(yaml: YamlText, settings: readonly Setting[]): Result<YamlText, readonly InputError[]> {
  const spliced = withValues(yaml.text, settings);
  if (spliced !== undefined) return ok({ ...spliced, file: yaml.file });
  const text = withLineEndsOf(yaml.text, yaml.document.toString({ lineWidth: 0 }));
  const again = readYaml(text, yaml.file);
  return again.ok ? ok({ ...again.value, text }) : again;
}

/** Reads every section by itself, so that a mistake in one does not hide those in the others. */
function readSections(data: Record<string, unknown>): {
  readonly values: Sections;
  readonly problems: readonly Problem[];
} {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const { sections } = documentFormat();
  for (const key of Object.keys(data))
    if (!Object.hasOwn(sections, key)) problems.push(unknownKey([key], data));
  for (const name of Object.keys(sections) as SectionName[]) {
    const parsed = sections[name].safeParse(data[name]);
    if (parsed.success) values[name] = parsed.data;
    else if (data[name] === undefined) problems.push(missing([name]));
    else problems.push(...toProblems(parsed.error.issues, [name], data));
    if (!parsed.success && name === "faults") values[name] = readableFaults(data[name]);
  }
  return { values, problems };
}

/** The plan as far as it can be read, so that a mistake in one fault does not hide those in the others. */
function readableFaults(data: unknown): Sections["faults"] {
  if (!Array.isArray(data)) return undefined;
  const { faultEntry } = documentFormat();
  return data.map((entry) => faultEntry.safeParse(entry).data);
}

function toScenario(
  yaml: YamlText,
  document: ScenarioDocument,
  checked: Checked,
  options: ParseOptions,
): Scenario {
  const { budget, until } = document.run;
  return {
    file: yaml.file,
    text: yaml.text,
    set: options.set ?? [],
    document,
    title: document.title,
    concept: document.concept,
    summary: document.summary,
    seed: document.seed,
    untilUs: until,
    budget: { events: budget.events, memoryBytes: budget.memory },
    replicas: checked.replicas,
    clients: checked.clients,
    replicaOptions: checked.replicaOptions,
    checks: checked.checks,
    metrics: document.metrics,
    claims: checked.claims,
    params: Object.entries(document.params).map(([name, param]) => toParam(name, param, yaml)),
    ...(checked.lesson === undefined ? {} : { lesson: checked.lesson }),
  };
}

function toParam(name: string, param: ScenarioDocument["params"][string], yaml: YamlText): Param {
  const path = parsePath(param.path)!;
  const value =
    valueAtPath(yaml.data, path) ??
    schemasAt(path, yaml.data).find((schema) => schema.default !== undefined)?.default;
  return {
    name,
    path: param.path,
    value: value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value),
    ...(param.range === undefined
      ? {}
      : { range: [String(param.range[0]), String(param.range[1])] as const }),
    ...(param.choices === undefined ? {} : { choices: param.choices.map(String) }),
    ...(param.label === undefined ? {} : { label: param.label }),
  };
}
