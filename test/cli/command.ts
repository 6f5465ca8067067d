import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder for one test file, and `lightcone` run in it. */
export interface Workplace {
  readonly run: (...args: readonly string[]) => Answer;
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly files: () => string[];
}

const command = new URL("../../dist/node/cli.js", import.meta.url).pathname;

export function workplace(): Workplace {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lightcone-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    run(...args) {
      const options = { cwd: folder, encoding: "utf8", timeout: 60_000 } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
      return { code: status, out: stdout, err: stderr };
    },
    write(name, content) {
      writeFileSync(join(folder, name), content);
      return name;
    },
    files: () => readdirSync(folder).sort(),
  };
}
