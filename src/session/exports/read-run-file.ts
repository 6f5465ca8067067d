import type * as z from "zod";
import { err, ok, type InputError, type Result } from "../../base/index.ts";
import { jsonPlace, readJson, type Value } from "../../history/index.ts";
import type { SavedRun } from "../api.ts";
import { savedRunShape } from "./saved-run-shape.ts";

/** The newest version of the shape; what older ones lack is filled in by `MIGRATIONS`. */
const NEWEST = 1;

/** `MIGRATIONS[v - 1]` makes of version v what version v + 1 would have been. */
const MIGRATIONS: readonly ((json: JsonObject) => JsonObject)[] = [];

type JsonObject = Readonly<Record<string, unknown>>;

/** So many problems are told at most. */
const MOST_PROBLEMS = 20;

/** True of a text that means to be a saved run, in whatever order its keys stand, and however broken. */
export function isRunFile(text: string): boolean {
  // Looked for first: traces are long, and in those that carry a saved run its quotes are escaped.
  if (!/^\s*\{/.test(text) || !/"lightcone"\s*:\s*"run"/.test(text)) return false;
  try {
    const json: unknown = JSON.parse(withoutMark(text));
    return isObject(json) && json["lightcone"] === "run";
  } catch {
    return true;
  }
}

/** Reads a `.run.json` file. Whatever it holds, the answer is a run that can be restored or what is wrong and where. */
export function readRunFile(text: string, file: string): Result<SavedRun, InputError[]> {
  const json = readJson(withoutMark(text), file);
  if (!json.ok) return err([json.error]);
  return readSavedRun(json.value, (path) => ({ file, ...jsonPlace(text, path) }));
}

type PlaceOf = (path: readonly PropertyKey[]) => Pick<InputError, "file" | "line" | "column">;

export function readSavedRun(json: Value, placeOf: PlaceOf): Result<SavedRun, InputError[]> {
  const newest = migrated(json, placeOf);
  if (!newest.ok) return err([newest.error]);
  const checked = savedRunShape.safeParse(newest.value);
  if (!checked.success)
    return err(checked.error.issues.slice(0, MOST_PROBLEMS).map((issue) => problemOf(issue, placeOf)));
  const { page: _page, ...saved } = checked.data;
  return ok(saved);
}

function migrated(json: Value, placeOf: PlaceOf): Result<JsonObject, InputError> {
  if (!isObject(json) || json["lightcone"] !== "run") {
    const accepted = ['{"lightcone": "run", "version": 1, …}'];
    return err({ ...placeOf([]), problem: "this is not a run that Lightcone saved", accepted });
  }
  const { version } = json;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    return err({ ...placeOf(["version"]), problem: "the version of this file is not a number from 1 on" });
  if (version > NEWEST) {
    const problem = `this run was saved by a newer Lightcone: its file has version ${version}, this Lightcone reads up to version ${NEWEST}`;
    return err({ ...placeOf(["version"]), problem });
  }
  return ok(MIGRATIONS.slice(version - 1).reduce((older, migrate) => migrate(older), json as JsonObject));
}

function problemOf({ path, message }: z.core.$ZodIssue, placeOf: PlaceOf): InputError {
  const where = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
  return {
    ...placeOf(path),
    problem: `${where}${message.replace(/^[A-Z]/, (letter) => letter.toLowerCase())}`,
  };
}

/** Without the byte order mark that some editors write. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
