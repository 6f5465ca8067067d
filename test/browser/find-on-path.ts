import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Files of any of these names in the folders of the PATH: the first name's first. */
export function findOnPath(names: readonly string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) =>
    folders.map((folder) => join(folder, name)).filter((path) => existsSync(path)),
  );
}
