import { exp, ln, pow } from "../src/base/index.ts";
import { measure } from "./measure.ts";

// What determinism costs: our functions beside the engine's own, which differ between engines.
const units = 1_000_000;
const sum = (f: (x: number) => number) => () => {
  let total = 0;
  for (let i = 1; i <= units; i++) total += f(i / units);
  return total;
};

measure([
  { name: "ln", units, work: sum(ln) },
  { name: "Math.log", units, work: sum(Math.log) },
  { name: "exp", units, work: sum(exp) },
  { name: "Math.exp", units, work: sum(Math.exp) },
  { name: "pow", units, work: sum((x) => pow(x, 0.4)) },
  { name: "Math.pow", units, work: sum((x) => Math.pow(x, 0.4)) },
]);
