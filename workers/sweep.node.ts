import { runJobs, type SweepJob, type SweepSource } from "../src/experiments/index.ts";

/** What a worker thread of `lightcone sweep` does: a batch of runs, their rows in order. */
export default function runBatch(task: {
  source: SweepSource;
  jobs: SweepJob[];
}): ReturnType<typeof runJobs> {
  return runJobs(task.source, task.jobs);
}
