import { exp, ln, pow } from "../src/base/index.ts";
import { measure, scaled, type Measured } from "./measure.ts";
import { reportSpeed } from "./row.ts";

// What determinism costs: our functions beside the engine's own, which differ between engines.
const units = scaled(1_000_000);
const sum = (f: (x: number) => number): Measured => ({
  units,
  work: () => {
    let total = 0;
    for (let i = 1; i <= units; i++) total += f(i / units);
    return total;
  },
});

const speeds = await measure({
  ln: sum(ln),
  nativeLn: sum(Math.log),
  exp: sum(exp),
  nativeExp: sum(Math.exp),
  pow: sum((x) => pow(x, 0.4)),
  nativePow: sum((x) => Math.pow(x, 0.4)),
});
reportSpeed("ln", "/s", speeds.ln, undefined, [{ name: "Math.log", speed: speeds.nativeLn }]);
reportSpeed("exp", "/s", speeds.exp, undefined, [{ name: "Math.exp", speed: speeds.nativeExp }]);
reportSpeed("pow", "/s", speeds.pow, undefined, [{ name: "Math.pow", speed: speeds.nativePow }]);
