// `npm run bench [-- NAME…]`: builds every bench/NAME.bench.ts as users get the engine, bundled and unminified,
// and runs each in a process of its own, so that none warms up or litters the heap of another.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { build } from "vite";

const ending = ".bench.ts";
const known = readdirSync("bench")
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known.sort();
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`unknown bench ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  process.exit(3);
}

const input = Object.fromEntries(wanted.map((name) => [name, `bench/${name}${ending}`]));
await build({ build: { ssr: true, outDir: "dist/bench", rolldownOptions: { input } }, logLevel: "warn" });
for (const name of wanted) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", `dist/bench/${name}.js`], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
