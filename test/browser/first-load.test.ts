import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";

const budgetBytes = 250_000;

/** Scripts that `index.html` asks for at once: what a visitor waits for. */
test("the first load is within 250 kB of gzipped JavaScript", () => {
  const pageFolder = inject("pageFolder");
  const html = readFileSync(`${pageFolder}/index.html`, "utf8");
  const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(
    (match) => `${pageFolder}/${match[1]}`,
  );
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(readFileSync(script)).length, 0);
  console.log(`first load: ${(bytes / 1000).toFixed(0)} kB of ${budgetBytes / 1000} kB`);
  expect(bytes).toBeLessThanOrEqual(budgetBytes);
});
