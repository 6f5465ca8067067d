import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

// What a stranger gets: the packed tarball, installed into an empty project.
const project = mkdtempSync(join(tmpdir(), "lightcone-package-"));
const installed = join(project, "node_modules/lightcone");

beforeAll(() => {
  npm(".", "pack", "--silent", "--pack-destination", project);
  const tarball = readdirSync(project).find((file) => file.endsWith(".tgz"))!;
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "stranger", private: true, type: "module" }),
  );
  npm(project, "install", "--prefer-offline", "--no-audit", "--no-fund", `./${tarball}`);
}, 300_000);
afterAll(() => rmSync(project, { recursive: true }));

test("the command answers with its version", () => {
  expect(run(project, "npx", "--no", "--", "lightcone", "--version").trim()).toBe(manifest.version);
});

test("the library can be imported", () => {
  writeFileSync(
    join(project, "use.js"),
    `import * as lightcone from "lightcone"; console.log(Object.keys(lightcone).join());`,
  );
  expect(run(project, process.execPath, "use.js").split(",")).toContain("base");
});

test("the library has types that compile, strictly", () => {
  writeFileSync(
    join(project, "use.ts"),
    `import { base } from "lightcone"; export const nearest: string | undefined = base.nearestName("a", ["b"]);`,
  );
  const flags =
    "--noEmit --strict --skipLibCheck false --module nodenext --target es2024 --lib es2024,dom".split(" ");
  expect(run(project, resolve("node_modules/.bin/tsc"), ...flags, "--types", "", "use.ts")).toBe("");
});

test("the page and the scenarios come along, sources and tests do not", () => {
  expect(existsSync(join(installed, "dist/page/index.html"))).toBe(true);
  expect(existsSync(join(installed, "scenarios"))).toBe(existsSync("scenarios"));
  expect(readdirSync(installed).filter((name) => ["src", "test", "bench"].includes(name))).toEqual([]);
});

test("the lock file names no host to fetch from", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved"');
});

function npm(folder: string, ...args: string[]): string {
  return run(folder, "npm", ...args);
}

/** Vitest's NODE_ENV=test would give development builds. */
const env = { ...process.env, NODE_ENV: undefined };

function run(cwd: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
