import { err, ok, unknownName, type InputError, type Result } from "../base/index.ts";
import {
  OBJECT_LEVELS,
  TRANSACTION_LEVELS,
  type ConsistencyLevel,
  type Family,
} from "./consistency-levels.ts";

/** The levels of a family, the strongest first. */
export function levelsOf(family: Family): readonly ConsistencyLevel[] {
  return family === "objects" ? OBJECT_LEVELS : TRANSACTION_LEVELS;
}

/**
 * The names in a list with commas between them, the strongest first; `all` stands for all of the family. A name that the family
 * does not have is an input error that lists those it has and suggests the nearest. Without a family the names of either will do.
 */
export function findLevels(
  list: string | undefined,
  family: Family | undefined,
  place = { file: "--level", line: 0, column: 0 },
): Result<readonly string[], InputError[]> {
  const levels = family === undefined ? [...OBJECT_LEVELS, ...TRANSACTION_LEVELS] : levelsOf(family);
  const accepted = Array.from(new Set(levels.map(({ name }) => name)));
  const wanted = Array.from(new Set((list ?? "all").split(",").map((name) => name.trim())));
  if (wanted.includes("all")) return ok(accepted);
  const unknown = wanted.filter((name) => !accepted.includes(name));
  if (unknown.length === 0) return ok(accepted.filter((name) => wanted.includes(name)));
  return err(unknown.map((name) => unknownName(place, "level", name, [...accepted, "all"])));
}
