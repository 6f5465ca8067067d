import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Tinypool } from "tinypool";
import { build } from "vite";
import { planSweep, runJobs, type SweepJob, type SweepSource } from "../src/experiments/index.ts";
import { isQuick, scaled, speedOf } from "./measure.ts";
import { ELECTION } from "./models/scenario.ts";
import { reportSpeed } from "./row.ts";

/** A sweep over seeds, as `lightcone sweep` runs it: result, metrics and verdicts of every run included. */
const BATCH = 100;
const source: SweepSource = { file: "bench.yaml", text: ELECTION, set: [] };
const jobs = planSweep(
  [],
  Array.from({ length: scaled(4000) }, (_, index) => String(index + 1)),
);

const pool = await createPool();
const alone: number[] = [];
const together: number[] = [];
for (let run = -2; run < (isQuick ? 3 : 7); run++) {
  const one = await secondsOf(() => Promise.resolve(runJobs(source, jobs)));
  const all = await secondsOf(() => Promise.all(batches().map((batch) => pool.run({ source, jobs: batch }))));
  if (run < 0) continue;
  alone.push(one);
  together.push(all);
}
await pool.destroy();

const one = speedOf(jobs.length, alone);
const cores = availableParallelism();
reportSpeed("election scenario, one core", "runs/s", one, 2000);
reportSpeed(`election scenario, ${cores} cores`, "runs/s", speedOf(jobs.length, together), undefined, [
  { name: "one core", speed: one, ...(cores === 2 ? { atLeast: 1.8 } : {}) },
]);

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function batches(): SweepJob[][] {
  const count = Math.ceil(jobs.length / BATCH);
  return Array.from({ length: count }, (_, index) => jobs.slice(index * BATCH, (index + 1) * BATCH));
}

/** The worker of `lightcone sweep`, on as many threads as there are cores. */
async function createPool(): Promise<Tinypool> {
  const outDir = resolve("dist/bench-worker");
  await build({
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true, external: ["zod", "yaml"] },
    build: {
      ssr: true,
      outDir,
      copyPublicDir: false,
      rolldownOptions: { input: { sweep: "workers/sweep.node.ts" } },
    },
  });
  const threads = availableParallelism();
  return new Tinypool({ filename: `file://${outDir}/sweep.js`, minThreads: threads, maxThreads: threads });
}
