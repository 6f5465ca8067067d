import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { err, nearestName, ok, type InputError, type Result } from "../base/index.ts";
import { listScenarios, scenarioFolder } from "./list.ts";

/** Larger files are refused before they are read, bytes. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** The bytes of a file that a person named, or why there are none. */
export function readInput(file: string): Result<Uint8Array, readonly InputError[]> {
  const place = { file, line: 0, column: 0 };
  try {
    const { size } = statSync(file);
    if (size > LARGEST_FILE)
      return err([{ ...place, problem: `the file has ${size} bytes; at most ${LARGEST_FILE} are read` }]);
    return ok(readFileSync(file));
  } catch (error) {
    return err([{ ...place, problem: fileProblem(error as NodeJS.ErrnoException) }]);
  }
}

/** As `readInput`; a name from `lightcone list` stands for that scenario's file. */
export function readScenarioFile(
  name: string,
): Result<{ file: string; bytes: Uint8Array }, readonly InputError[]> {
  const inGallery = `${scenarioFolder}/${name.replace(/\.yaml$/, "")}.yaml`;
  const file = !existsSync(name) && existsSync(inGallery) ? inGallery : name;
  const bytes = readInput(file);
  if (bytes.ok) return ok({ file, bytes: bytes.value });
  const names = listScenarios().map((scenario) => scenario.name);
  const nearest = names.find((known) => lastPart(known) === lastPart(name)) ?? nearestName(name, names);
  return err(bytes.error.map((error) => ({ ...error, ...(nearest === undefined ? {} : { nearest }) })));
}

/** `first-election` of `consensus/first-election.yaml`. */
function lastPart(name: string): string {
  return name.replace(/^.*\//, "").replace(/\.yaml$/, "");
}

/**
 * Reads the lesson of a scenario file by its path as written. A document may come from anywhere, so only what is in
 * its own folder is read, symbolic links followed: undefined for a path that leaves it, as for a file that is none.
 */
export function readLessonBeside(file: string): (path: string) => string | undefined {
  return (path) => {
    if (isAbsolute(path) || path.includes("\\") || leaves(relative(".", path))) return undefined;
    const folder = dirname(resolve(file));
    const lesson = resolve(folder, path);
    if (!existsSync(lesson) || leaves(relative(realpathSync(folder), realpathSync(lesson)))) return undefined;
    const bytes = readInput(lesson);
    return bytes.ok ? new TextDecoder().decode(bytes.value) : undefined;
  };
}

function leaves(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
}

export function fileProblem(error: NodeJS.ErrnoException, verb: "read" | "written" = "read"): string {
  switch (error.code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "this is a folder, not a file";
    case "EACCES":
      return `the file may not be ${verb}`;
    default:
      return `the file cannot be ${verb}: ${error.code ?? error.message}`;
  }
}
