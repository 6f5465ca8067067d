import { existsSync, readFileSync, statSync } from "node:fs";
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
  const nearest = nearestName(
    name,
    listScenarios().map((scenario) => scenario.name),
  );
  return err(bytes.error.map((error) => ({ ...error, ...(nearest === undefined ? {} : { nearest }) })));
}

function fileProblem(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "this is a folder, not a file";
    case "EACCES":
      return "the file may not be read";
    default:
      return `the file cannot be read: ${error.code ?? error.message}`;
  }
}
