import type * as z from "zod";
import { nearestName } from "../base/index.ts";
import { keysAt } from "./json-schema.ts";
import type { Problem } from "./problem.ts";
import { valueAtPath, type Path } from "./place-of-path.ts";

type Issue = z.core.$ZodIssue;

/** What a schema found wrong with the data at `prefix`, in this project's words. */
export function toProblems(issues: readonly Issue[], prefix: Path, data: unknown): Problem[] {
  return issues.flatMap((issue) => toProblem(issue, [...prefix, ...(issue.path as Path)], data));
}

function toProblem(issue: Issue, path: Path, data: unknown): Problem[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], data));
    case "invalid_type":
      return [valueAtPath(data, path) === undefined ? missing(path) : wrongType(path, issue.expected, data)];
    case "invalid_value":
      return [wrongValue(path, issue.values.map(String), data)];
    case "invalid_union":
      return wrongUnion(issue, path, data);
    case "invalid_key":
      return [
        {
          path,
          atKey: true,
          problem: issue.issues[0]?.message ?? "the key is not a name",
          found: String(path.at(-1)),
        },
      ];
    case "custom":
      return [custom(issue, path, data)];
    case "too_small":
      return [
        {
          path,
          ...foundAt(data, path),
          problem: `${thing(issue.origin)} ${bound("at least", issue.minimum, issue.origin, issue.inclusive !== false)}`,
        },
      ];
    case "too_big":
      return [
        {
          path,
          ...foundAt(data, path),
          problem: `${thing(issue.origin)} ${bound("at most", issue.maximum, issue.origin, issue.inclusive !== false)}`,
        },
      ];
    default:
      return [{ path, ...foundAt(data, path), problem: issue.message }];
  }
}

export function unknownKey(path: Path, data: unknown): Problem {
  const key = String(path.at(-1));
  const accepted = keysAt(path.slice(0, -1), data);
  const problem = `unknown key "${key}"${isTail(key) ? `: ${CUT_OFF}` : ""}`;
  const elsewhere = (): string | undefined => below(path, data);
  return { path, atKey: true, problem, found: key, accepted, names: accepted, elsewhere };
}

/** `nodez` beside `cluster` is its key `nodes` in the wrong place. */
function below(path: Path, data: unknown): string | undefined {
  const map = path.slice(0, -1);
  for (const place of keysAt(map, data)) {
    const nearest = nearestName(String(path.at(-1)), keysAt([...map, place], data));
    if (nearest !== undefined) return `"${nearest}" belongs in "${place}"`;
  }
  return undefined;
}

export function missing(path: Path): Problem {
  return { path: path.slice(0, -1), atKey: true, problem: `"${String(path.at(-1))}" is missing` };
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a map",
  record: "a map",
  array: "a list",
  tuple: "a list",
  null: "nothing",
};

function wrongType(path: Path, expected: string, data: unknown): Problem {
  const noun = NOUNS[expected] ?? expected;
  return { path, problem: `${noun} is expected here`, ...foundAt(data, path), accepted: [noun] };
}

function wrongValue(path: Path, accepted: readonly string[], data: unknown): Problem {
  const value = valueAtPath(data, path);
  if (value === undefined) return { ...missing(path), accepted };
  const name = typeof value === "string" ? value : JSON.stringify(value);
  if (path[0] === "lightcone") {
    return {
      path,
      problem: `this engine reads version ${accepted.join(", ")} of the format`,
      found: name,
    };
  }
  return {
    path,
    problem: `unknown ${thingAt(path)} "${name}"`,
    found: name,
    accepted,
    names: accepted,
  };
}

/** `program`; an entry of `kinds` is a kind. */
function thingAt(path: Path): string {
  const key = path.findLast((part) => typeof part === "string") ?? "value";
  return typeof path.at(-1) === "number" ? key.replace(/s$/, "") : key;
}

/** Of the forms that a union allows, the problems of the one that was most likely meant: those found deepest inside. */
function wrongUnion(issue: Extract<Issue, { code: "invalid_union" }>, path: Path, data: unknown): Problem[] {
  const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] };
  if (discriminator !== undefined) {
    const at = path.at(-1) === discriminator ? path : [...path, discriminator];
    return [wrongValue(at, (options ?? constants(at, data)).map(String), data)];
  }
  const forms = issue.errors.map((issues) => ({
    issues,
    depth: Math.max(0, ...issues.map(({ path: at }) => at.length)),
  }));
  const best = forms.reduce((a, b) => (b.depth > a.depth ? b : a));
  const problems = toProblems(best.issues, path, data);
  if (best.depth > 0) return problems;
  const others = forms.flatMap(({ issues }) => toProblems(issues, path, data));
  const accepted = Array.from(new Set(others.flatMap((problem) => problem.accepted ?? [])));
  return [{ ...problems[0]!, accepted }];
}

function constants(path: Path, data: unknown): readonly string[] {
  return keysAt(path, data);
}

const CUT_OFF = "a comma ends a value inside of braces, so put the whole in quotes";

function custom(issue: Extract<Issue, { code: "custom" }>, path: Path, data: unknown): Problem {
  const { found, accepted } = (issue.params ?? {}) as { found?: string; accepted?: readonly string[] };
  if (
    valueAtPath(data, path) === undefined &&
    path.length > 0 &&
    valueAtPath(data, path.slice(0, -1)) !== undefined
  ) {
    return { ...missing(path), ...(accepted === undefined ? {} : { accepted }) };
  }
  const isKey = issue.message.startsWith("unknown key");
  return {
    path,
    ...(isKey ? { atKey: true } : {}),
    problem:
      isCutOff(found) || (isKey && isTail(String(path.at(-1))))
        ? `${issue.message}: ${CUT_OFF}`
        : issue.message,
    ...(isKey ? { found: String(path.at(-1)) } : found === undefined ? foundAt(data, path) : { found }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(accepted === undefined || !isKey ? {} : { names: accepted }),
  };
}

/** `{ latency: uniform(1ms, 9ms) }`: inside of braces YAML takes the comma for its own. */
function isCutOff(found: string | undefined): boolean {
  return found !== undefined && /^"[^)]*\([^)]*"$/.test(found);
}

/** What YAML makes of the rest: the key `9ms)`. */
function isTail(key: string): boolean {
  return /^[^(]*\)$/.test(key);
}

function thing(origin: string): string {
  if (origin === "array" || origin === "set") return "a list here has";
  return origin === "string" ? "text here has" : "a number here is";
}

function bound(word: string, limit: number | bigint, origin: string, inclusive: boolean): string {
  const unit = origin === "array" ? " entries" : origin === "string" ? " characters" : "";
  const strict = word === "at least" ? "more than" : "less than";
  return `${inclusive ? word : strict} ${limit}${unit}`;
}

function foundAt(data: unknown, path: Path): { found: string } | Record<string, never> {
  const value = valueAtPath(data, path);
  if (value === undefined) return {};
  const text = JSON.stringify(value) ?? "nothing";
  return { found: text.length > 60 ? `${text.slice(0, 59)}…` : text };
}

/** Has the words for all this loaded; false when they were there, as here. */
export const loadDocumentProblems = (): Promise<boolean> => Promise.resolve(false);
