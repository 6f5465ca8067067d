import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Tinypool } from "tinypool";
import { build } from "vite";
import { planSweep, type SweepJob, type SweepRow, type SweepSource } from "../../src/experiments/index.ts";

/** One scenario under some settings, with the seeds 1 to `seeds`: what one `lightcone sweep` runs. */
export interface Sweep {
  readonly file: string;
  readonly set: readonly (readonly [path: string, value: string])[];
  readonly seeds: number;
}

/** Runs given to a thread at once, at most. */
const BATCH = 250;

/** Runs sweeps on every core, with the worker of `lightcone sweep`. Close it when done. */
export class Sweeper {
  readonly #pool: Tinypool;
  readonly #folder: string;

  private constructor(folder: string) {
    const threads = availableParallelism();
    this.#folder = folder;
    this.#pool = new Tinypool({
      filename: new URL(`file://${folder}/sweep.js`).href,
      minThreads: threads,
      maxThreads: threads,
    });
  }

  /** Bundles the worker, as the command line's build does. */
  static async create(): Promise<Sweeper> {
    const folder = resolve(`dist/test/validation-${process.pid}`);
    await build({
      configFile: false,
      logLevel: "warn",
      ssr: { noExternal: true, external: ["zod", "yaml"] },
      build: {
        ssr: true,
        outDir: folder,
        copyPublicDir: false,
        rolldownOptions: { input: { sweep: "workers/sweep.node.ts" } },
      },
    });
    return new Sweeper(folder);
  }

  async run({ file, set, seeds }: Sweep): Promise<SweepRow[]> {
    const source: SweepSource = { file, text: readFileSync(file, "utf8"), set };
    const jobs = planSweep(
      [],
      Array.from({ length: seeds }, (_, index) => String(index + 1)),
    );
    const size = Math.min(BATCH, Math.ceil(jobs.length / availableParallelism()));
    const batches: SweepJob[][] = [];
    for (let at = 0; at < jobs.length; at += size) batches.push(jobs.slice(at, at + size));
    type Answer = { ok: true; value: SweepRow[] } | { ok: false; error: readonly { problem: string }[] };
    const answers = await Promise.all(
      batches.map((batch) => this.#pool.run({ source, jobs: batch }) as Promise<Answer>),
    );
    return answers.flatMap((answer) => {
      if (!answer.ok) throw new Error(`${file}: ${answer.error.map(({ problem }) => problem).join("; ")}`);
      return answer.value;
    });
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
    rmSync(this.#folder, { recursive: true });
  }
}

/** The command that gives the same rows. */
export function commandOf({ file, set, seeds }: Sweep): string {
  const settings = set.map(([path, value]) => ` --set ${path}=${value}`).join("");
  return `npx lightcone sweep ${file}${settings} --seeds ${seeds}`;
}
