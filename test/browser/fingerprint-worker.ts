import { summarise } from "./run-summary.ts";

// In a browser's worker: a scenario comes in, its run's summary goes out.
addEventListener("message", ({ data }: MessageEvent<{ file: string; text: string }>) => {
  postMessage(summarise(data.file, data.text));
});
