// `npm run bench [-- --quick] [-- --strict] [-- NAME…]`: builds every bench/NAME.bench.ts as users get the engine,
// bundled and unminified, and runs each in a process of its own, so that none warms up or litters the heap of another.
// Prints one table: ours, target, peers and limits measured in the same run. Targets missed are no error
// unless it is `--strict`: wall time depends on who else uses the machine.
import { fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { build } from "vite";
import manifest from "../package.json" with { type: "json" };

const ending = ".bench.ts";
const known = readdirSync("bench")
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();
const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = [
  ...named.filter((name) => !known.includes(name)),
  ...flags.filter((flag) => !["--quick", "--strict"].includes(flag)),
];
if (unknown.length > 0) {
  console.error(`unknown ${unknown.join(", ")}; there are: --quick, --strict, ${known.join(", ")}`);
  process.exit(3);
}

/** What benches use besides the engine. */
const tools = ["vite", "playwright-core", "@sparticuz/chromium"];
const wanted = named.length > 0 ? named : known;
const input = Object.fromEntries(wanted.map((name) => [name, `bench/${name}${ending}`]));
await build({
  configFile: false,
  logLevel: "warn",
  ssr: { noExternal: true, external: [...Object.keys(manifest.dependencies), ...tools] },
  build: {
    ssr: true,
    outDir: "dist/bench",
    target: "node20",
    copyPublicDir: false,
    rolldownOptions: { input },
  },
});

const columns = [60, 34, 9, 0];
const load = loadavg()[0].toFixed(1);
console.log(
  `Node ${process.version}, ${cpus()[0]?.model}, ${availableParallelism()} cores, load ${load} at the start\n`,
);
printLine("what", "ours: median (quartiles)", "target", "beside it, in the same run", "met");
const rows = [];
for (const name of wanted) {
  const code = await run(name, (row) => {
    rows.push(row);
    printLine(row.what, row.ours, row.target, row.beside, verdict(row));
  });
  if (code !== 0) {
    console.error(`bench ${name} ended with ${code}`);
    process.exitCode = 1;
  }
}
const count = (outcome) => rows.filter((row) => row.met === outcome).length;
console.log(`\n${count(true)} targets met, ${count(false)} missed`);
if (count(false) > 0 && flags.includes("--strict")) process.exitCode = 1;

function run(name, onRow) {
  const child = fork(`dist/bench/${name}.js`, flags, { execArgv: ["--expose-gc"] });
  child.on("message", onRow);
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
}

function verdict({ met }) {
  if (met === undefined) return " ";
  return met ? "✓" : "✗";
}

function printLine(what, ours, target, beside, mark) {
  const cells = [what, ours, target, beside].map((cell, index) => cell.padEnd(columns[index]));
  console.log(`${mark.padEnd(3)} ${cells.join("  ")}`.trimEnd());
}
