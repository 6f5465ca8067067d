import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
  readonly mkdir: (name: string) => void;
  readonly link: (to: string, name: string) => void;
  /** Starts it and does not wait. */
  readonly start: (...args: readonly string[]) => ChildProcess;
  readonly files: () => string[];
  /** The folder itself. */
  readonly path: () => string;
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
    mkdir: (name) => mkdirSync(join(folder, name)),
    link: (to, name) => symlinkSync(to, join(folder, name)),
    start: (...args) => spawn(process.execPath, [command, ...args], { cwd: folder, stdio: "ignore" }),
    files: () => readdirSync(folder).sort(),
    path: () => folder,
  };
}
