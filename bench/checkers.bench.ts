import { checkLinearizable, models } from "../src/checkers/index.ts";
import { toOperations, type HistoryEntry } from "../src/history/index.ts";
import { createKinds } from "../test/checkers/kinds.ts";
import { createDraw, randomHistory, type Shape } from "../test/checkers/random-history.ts";
import { measure, type Measured } from "./measure.ts";
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

const speeds = await measure({
  etcd: check("cas-register", etcdLike),
  kv: check("kv", [kvLike]),
  register: check("register", [uniqueRegister]),
});

// porcupine (Go, one thread) needs 0.49 s and 0.19 s for the real histories that the first two are like.
reportSeconds("checker: 102 etcd-like histories of 84 operations", speeds.etcd, 0.3);
reportSeconds("checker: kv, 1,700 operations of 50 clients", speeds.kv, 0.2);
reportSeconds("checker: register, 100,000 operations, unique writes", speeds.register, 1);

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
