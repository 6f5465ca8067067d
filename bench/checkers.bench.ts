import { existsSync, readFileSync } from "node:fs";
import { checkLevels, checkLinearizable, models, OBJECT_LEVELS } from "../src/checkers/index.ts";
import { readHistory, toOperations, type HistoryEntry } from "../src/history/index.ts";
import { createKinds } from "../test/checkers/kinds.ts";
import { createDraw, randomHistory, type Shape } from "../test/checkers/random-history.ts";
import { measure, type Measured } from "./measure.ts";
import { elleWorkload } from "./models/elle-workload.ts";
import { reportSeconds } from "./row.ts";

/**
 * Stand-ins for labelled histories, drawn from a seed: clients that call a correct object, and in half of the small
 * ones a few answers are wrong. Joining the entries to operations and checking them is timed, reading text is not.
 */
const etcdLike = Array.from({ length: 102 }, (_, index) =>
  history("cas-register", "few values", index, {
    operations: 84,
    processes: 5,
    keys: 0,
    info: 8,
    fail: 2,
    corrupted: index % 2,
  }),
);
const kvLike = history("kv", "unique values", 1, {
  operations: 1700,
  processes: 50,
  keys: 10,
  info: 0,
  fail: 0,
  corrupted: 0,
});
const uniqueRegister = history("register", "unique values", 2, {
  operations: 100_000,
  processes: 10,
  keys: 0,
  info: 0,
  fail: 0,
  corrupted: 0,
});

const tenClients = history("kv", "unique values", 3, {
  operations: 10_000,
  processes: 10,
  keys: 10,
  info: 0,
  fail: 0,
  corrupted: 0,
});
/** Its reads late in the history are of the past: strong levels do not hold, so none follows from them. */
const tenClientsStale = withStaleReads(tenClients);

/** Histories of other people's systems, with the verdict that others reached; they are not part of this repository. */
const folder = "../shared/histories/";
const labelled = existsSync(`${folder}labels.tsv`) ? readLabelled() : [];

const speeds = await measure({
  etcd: check("cas-register", etcdLike),
  kv: check("kv", [kvLike]),
  register: check("register", [uniqueRegister]),
  all: checkAll("kv", tenClients),
  alone: checkEach("kv", tenClients),
  stale: checkAll("kv", tenClientsStale),
  labelled: { units: 1, work: () => labelled.map(checkLabelled) },
});

// porcupine (Go, one thread) needs 0.49 s and 0.19 s for the real histories that the first two are like.
reportSeconds("checker: 102 etcd-like histories of 84 operations", speeds.etcd, 0.3);
reportSeconds("checker: kv, 1,700 operations of 50 clients", speeds.kv, 0.2);
reportSeconds("checker: register, 100,000 operations, unique writes", speeds.register, 1);
reportSeconds("levels: kv, 10,000 operations of 10 clients, all", speeds.all, 5);
reportSeconds("levels: the same, each without what others tell", speeds.alone, 5);
reportSeconds("levels: the same with stale reads, all, with witnesses", speeds.stale, 5);
if (labelled.length > 0)
  reportSeconds(`checker: ${labelled.length} labelled histories, to linearizability`, speeds.labelled, 0.3);
else console.log(`labelled histories: skipped, ${folder} is not at hand`);
await reportTransactions();

function history(model: string, about: string, seed: number, shape: Shape): HistoryEntry[] {
  const kind = createKinds().find((one) => one.model === model && one.about === about)!;
  return randomHistory(kind, shape, createDraw(seed));
}

function check(model: string, histories: readonly (readonly HistoryEntry[])[]): Measured {
  const work = (): string[] =>
    histories.map((entries) => {
      const { verdict } = checkLinearizable(toOperations(entries), models[model]!);
      if (verdict === "unknown") throw new Error(`${model}: unknown`);
      return verdict;
    });
  return { units: 1, work };
}

/** Every two hundredth read of the second half returns what its process found a while ago. */
function withStaleReads(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const found = new Map<string, HistoryEntry["value"][]>();
  return entries.map((entry, index) => {
    if (entry.type !== "ok" || entry.f !== "get") return entry;
    const name = `${entry.process} ${entry.key}`;
    const seen = found.get(name) ?? [];
    found.set(name, [...seen.slice(-3), entry.value]);
    const isStale = index > entries.length / 2 && index % 200 < 2 && seen.length > 0;
    return isStale ? { ...entry, value: seen[0]! } : entry;
  });
}

function checkAll(model: string, entries: readonly HistoryEntry[]): Measured {
  return { units: 1, work: () => checkLevels(toOperations(entries), models[model]!, "all") };
}

function checkEach(model: string, entries: readonly HistoryEntry[]): Measured {
  const operations = toOperations(entries);
  const work = (): object[] =>
    OBJECT_LEVELS.map(({ name }) => checkLevels(operations, models[model]!, [name]));
  return { units: 1, work };
}

interface Labelled {
  readonly entries: readonly HistoryEntry[];
  readonly model: string;
  readonly verdict: string;
}

function readLabelled(): Labelled[] {
  const rows = readFileSync(`${folder}labels.tsv`, "utf8").trim().split("\n").slice(1);
  return rows.map((row) => {
    const [file, model, verdict] = row.split("\t") as [string, string, string];
    const read = readHistory(readFileSync(`${folder}${file}`), file);
    if (!read.ok) throw new Error(`${file} cannot be read`);
    return { entries: read.value, model, verdict };
  });
}

function checkLabelled({ entries, model, verdict }: Labelled): string {
  const found = checkLinearizable(toOperations(entries), models[model]!).verdict;
  if (found !== verdict) throw new Error(`${model}: ${found} instead of ${verdict}`);
  return found;
}

/** Transactions as Elle's generator makes them, on a store that keeps real time. */
function transactions(write: "append" | "w", count: number): Measured {
  const entries = elleWorkload(write, count, 3);
  const model = models[write === "append" ? "list-append" : "rw-register"]!;
  const work = (): string => {
    const { verdict } = checkLevels(toOperations(entries), model, ["strict-serializable"]).results[
      "strict-serializable"
    ]!;
    if (verdict !== "valid") throw new Error(`${model.name}: ${verdict}`);
    return verdict;
  };
  return { units: 1, work };
}

async function reportTransactions(): Promise<void> {
  const measured = await measure({
    lists: transactions("append", 100_000),
    registers: transactions("w", 10_000),
  });
  const what = "to strict serializability";
  reportSeconds(`checker: list-append, 100,000 transactions, ${what}`, measured.lists, 5);
  reportSeconds(`checker: rw-register, 10,000 transactions, ${what}`, measured.registers, 5);
}
