import { nearestName, type InputError } from "../base/index.ts";
import { formatPath, placeOfPath, type Path } from "./place-of-path.ts";
import type { Setting } from "./settings.ts";
import type { YamlText } from "./yaml-text.ts";

/** Something wrong at a path of a document; {@link toInputErrors} finds its place in the text. */
export interface Problem {
  readonly path: Path;
  /** Point at the key rather than at its value. */
  readonly atKey?: boolean;
  /** Point so many characters into the text that stands there. */
  readonly offset?: number;
  readonly problem: string;
  readonly found?: string;
  readonly accepted?: readonly string[];
  /** What was found is a misspelt name: the nearest of these is suggested. */
  readonly names?: readonly string[];
  /** Where the name belongs, when none of `names` is near. It takes time, and only few problems are told. */
  readonly elsewhere?: () => string | undefined;
}

/** A name that nothing bears. */
export function unknownAt(path: Path, what: string, found: string, accepted: Iterable<string>): Problem {
  const names = [...accepted];
  return { path, problem: `unknown ${what} "${found}"`, found, accepted: names, names };
}

/** Keys of the map at `path` that nothing bears. */
export function unknownKeys(
  found: readonly string[],
  path: Path,
  what: string,
  accepted: readonly string[],
): Problem[] {
  return found
    .filter((name) => !accepted.includes(name))
    .map((name) => ({ ...unknownAt([...path, name], what, name, accepted), atKey: true }));
}

/** Items of the list at `path` that nothing bears. */
export function unknownItems(
  found: readonly string[],
  path: Path,
  what: string,
  accepted: readonly string[],
): Problem[] {
  return found.flatMap((name, index) =>
    accepted.includes(name) ? [] : [unknownAt([...path, index], what, name, accepted)],
  );
}

/** The value at `path`, if nothing bears it. */
export function unknownValue(
  found: string,
  path: Path,
  what: string,
  accepted: readonly string[],
): Problem[] {
  return accepted.includes(found) ? [] : [unknownAt(path, what, found, accepted)];
}

/** Accepted names beyond this are not listed; the nearest one is still suggested. */
const MOST_ACCEPTED = 40;

/** Of more problems than this, only these are looked at: nobody reads so many, and each takes time to place. */
const MOST_PROBLEMS = 1000;

/** Problems as input errors in the order of the text; those that a setting brought in point at the setting. */
export function toInputErrors(
  problems: readonly Problem[],
  yaml: YamlText,
  settings: readonly Setting[],
): InputError[] {
  const errors = problems.slice(0, MOST_PROBLEMS).map((problem) => toInputError(problem, yaml, settings));
  return errors.sort((a, b) => a.line - b.line || a.column - b.column);
}

function toInputError(
  { path, atKey, offset, problem, found, accepted = [], names = [], elsewhere }: Problem,
  yaml: YamlText,
  settings: readonly Setting[],
): InputError {
  const setting = settings.findLast((one) => one.path.every((part, index) => part === path[index]));
  const place =
    setting === undefined
      ? placeOfPath(yaml, path, { part: atKey === true ? "key" : "value", offset: offset ?? 0 })
      : undefined;
  const nearest = found === undefined ? undefined : nearestName(found, names);
  const hint = nearest === undefined ? elsewhere?.() : undefined;
  return {
    file: setting === undefined ? yaml.file : `--set ${formatPath(setting.path)}=${setting.value}`,
    ...(place ?? { line: 0, column: 0 }),
    problem: hint === undefined ? problem : `${problem}: ${hint}`,
    ...(found === undefined ? {} : { found }),
    ...(accepted.length === 0 ? {} : { accepted: shorten(accepted) }),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function shorten(accepted: readonly string[]): readonly string[] {
  if (accepted.length <= MOST_ACCEPTED) return accepted;
  return [...accepted.slice(0, MOST_ACCEPTED), `… ${accepted.length - MOST_ACCEPTED} more`];
}
