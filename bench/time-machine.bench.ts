import { Cluster } from "../src/cluster/index.ts";
import { compile } from "../src/scenario/index.ts";
import { isQuick } from "./measure.ts";
import { addScriptPage, MILLION, withBuiltPage, type BuiltPage } from "./models/built-page.ts";
import { heapsOf } from "./models/heap.ts";
import { scenarioOf } from "./models/scenario.ts";
import { reportFigure, reportMissing, reportTimes } from "./row.ts";

/** The session in the delivered worker of a real Chromium, over a run of a million events of Raft. */
if (!(await withBuiltPage(measure)))
  reportMissing("seek, edit, step back in a run of 1M events", "no browser");

async function measure(built: BuiltPage): Promise<void> {
  const page = await built.browser.newPage();
  await page.goto(await addScriptPage(built, "session", "bench/models/session-in-page.ts"));
  const call = <T>(name: string, ...words: readonly unknown[]): Promise<T> =>
    page.evaluate(`${name}(${words.map((word) => JSON.stringify(word)).join()})`);

  const workerUrl = `${built.url}assets/${built.workerFile}`;
  const events = await call<number>("openAndRun", workerUrl, MILLION);
  const { workers } = await heapsOf(page);
  const run = `in a run of ${(events / 1e6).toFixed(2)}M events`;
  const seeks = await call<number[]>("seek", isQuick ? 100 : 1000);
  reportTimes(`seek to a random moment ${run}`, seeks, { median: 40, p99: 100 });
  reportTimes(`step back one event ${run}`, await call<number[]>("stepBack", isQuick ? 50 : 300));
  reportTimes(`edit → frame, in the middle ${run}`, await call<number[]>("edit", isQuick ? 10 : 40), {
    median: 100,
  });
  const moments = forwardHashes(events, isQuick ? 5 : 20);
  reportFigure({
    what: "seeks that find another state than the forward run's",
    value: await call<number>("wrongHashes", moments),
    unit: `of ${moments.length}`,
    atMost: 0,
  });
  reportFigure({
    what: "worker's heap a million events: trace, messages, history, checkpoints",
    value: workers / events,
    unit: "MB",
    atMost: 150,
  });
}

/** The state's hash after each of so many random events, by running forwards only, here in Node. */
function forwardHashes(events: number, count: number): [event: number, hash: string][] {
  const scenario = scenarioOf(MILLION);
  const cluster = Cluster.create(compile(scenario, scenario.seed), scenario.seed, "off");
  const moments = Array.from({ length: count }, () => Math.floor(Math.random() * events));
  return moments
    .toSorted((a, b) => a - b)
    .map((event): [number, string] => {
      cluster.run(Infinity, event + 1);
      return [event, cluster.stateHash()];
    })
    .toReversed();
}
