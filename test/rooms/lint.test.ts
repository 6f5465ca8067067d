import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { engineRooms } from "./import-table.ts";

const source = readFileSync("test/rooms/planted/banned.ts", "utf8");
const root = mkdtempSync(join(tmpdir(), "lightcone-lint-"));
afterAll(() => rmSync(root, { recursive: true }));

test.each(engineRooms)("the linter catches what is banned in %s, and nothing else", (room) => {
  const expected = source.split("\n").flatMap((text, index) => {
    const rule = /\/\/ caught: (.*)$/.exec(text)?.[1];
    return rule === undefined ? [] : [`${index + 1}: ${rule}`];
  });
  expect(expected.length).toBeGreaterThan(0);
  expect(lint(room)).toEqual(expected);
});

/** Lints the planted file as a file of that room: `LINE: RULE`, in order of line. */
function lint(room: string): string[] {
  const folder = join(root, "src", room);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "banned.ts"), source);
  const args = ["--type-aware", "-c", ".oxlintrc.json", "-f", "json", folder];
  const { stdout } = spawnSync("node_modules/.bin/oxlint", args, { encoding: "utf8" });
  const report = JSON.parse(stdout) as {
    diagnostics: { code: string; labels: { span: { line: number } }[] }[];
  };
  const found = report.diagnostics.map(({ code, labels }) => ({ line: labels[0]!.span.line, code }));
  return found
    .sort((a, b) => a.line - b.line)
    .map(({ line, code }) => `${line}: ${code.replace(/.*\((.*)\)/, "$1")}`);
}
