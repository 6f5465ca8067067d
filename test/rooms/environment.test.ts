import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = `dist/test/environment-${process.pid}`;
afterAll(() => rmSync(folder, { recursive: true }));

test("engine rooms compile with neither the page's names nor Node's", () => {
  const planted = resolve("test/rooms/planted/surroundings.ts");
  mkdirSync(folder, { recursive: true });
  const compilerOptions = {
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    rootDir: resolve("."),
  };
  const config = { extends: resolve("tsconfig.engine.json"), compilerOptions, include: [], files: [planted] };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
  const { stdout } = spawnSync("node_modules/.bin/tsc", ["-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  const source = readFileSync(planted, "utf8").split("\n");
  const expected = source.flatMap((text, index) => (text.includes("// caught:") ? [index + 1] : []));
  const found = [...stdout.matchAll(/surroundings\.ts\((\d+),/g)].map((match) => Number(match[1]));
  expect([...new Set(found)], stdout).toEqual(expected);
});
