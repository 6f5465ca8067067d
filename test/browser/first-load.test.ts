import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";

/** Gzipped bytes of JavaScript: what the page shows itself with, and what its worker computes a run with. */
const budgets = { page: 138_000, worker: 122_000 };

test("the first load of page and worker is within its bytes of gzipped JavaScript", () => {
  const folder = inject("pageFolder");
  const html = readFileSync(`${folder}/index.html`, "utf8");
  const asked = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map((match) => match[1]!);
  const workers = readdirSync(`${folder}/assets`).filter((file) => /^session\.worker-.*\.js$/.test(file));
  expect(workers).toHaveLength(1);
  const page = gzippedBytes(withImports(folder, asked));
  const worker = gzippedBytes(withImports(folder, [`assets/${workers[0]!}`]));
  console.log(`first load: page ${kB(page)} + worker ${kB(worker)} = ${kB(page + worker)}`);
  expect(page).toBeLessThanOrEqual(budgets.page);
  expect(worker).toBeLessThanOrEqual(budgets.worker);
});

/** The text of scripts and of whatever they import at once, by path. */
function withImports(folder: string, scripts: readonly string[]): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const waiting = [...scripts];
  for (let script = waiting.pop(); script !== undefined; script = waiting.pop()) {
    if (found.has(script)) continue;
    const code = readFileSync(`${folder}/${script}`);
    found.set(script, code);
    for (const [, path] of code.toString().matchAll(/\b(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g))
      waiting.push(posix.join(posix.dirname(script), path!));
  }
  return found;
}

function gzippedBytes(files: ReadonlyMap<string, Buffer>): number {
  return Array.from(files.values()).reduce((sum, code) => sum + gzipSync(code).length, 0);
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
