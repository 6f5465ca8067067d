import { exp, ln } from "../base/index.ts";
import type { RandomStream } from "./random-streams.ts";

/**
 * Exponential and normal draws by the ziggurat method (Marsaglia & Tsang 2000, with Doornik's separate
 * uniforms for layer and position): about one multiplication and one comparison a draw, where the
 * inverse would cost a logarithm. Tables come from deterministic `ln` and `exp`, so draws are
 * equal to the bit on every engine.
 */
const LAYERS = 256;

/** The area of one layer and the start of the tail, for f(x) = e^-x and f(x) = e^(-x²/2) with 256 layers. */
const EXPONENTIAL = { tail: 7.69711747013105, area: 0.003949659822581557 };
const NORMAL = { tail: 3.6541528853610088, area: 0.00492867323399 };

const exponentialX = layers(
  EXPONENTIAL.tail,
  EXPONENTIAL.area,
  (x) => exp(-x),
  (y) => -ln(y),
);
const exponentialY = Float64Array.from(exponentialX, (x) => exp(-x));
const normalX = layers(
  NORMAL.tail,
  NORMAL.area,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * ln(y)),
);
const normalY = Float64Array.from(normalX, (x) => exp(-0.5 * x * x));

/** A draw of the exponential distribution with mean 1. */
export function drawExponential(random: RandomStream): number {
  let beyond = 0;
  for (;;) {
    const scaled = random() * LAYERS;
    const layer = scaled | 0;
    const x = random() * exponentialX[layer]!;
    if (x < exponentialX[layer + 1]!) return beyond + x;
    if (layer === 0) {
      beyond += EXPONENTIAL.tail;
    } else if (isUnder(exponentialY, layer, random(), exp(-x))) {
      return beyond + x;
    }
  }
}

/** A draw of the normal distribution with mean 0 and standard deviation 1. */
export function drawNormal(random: RandomStream): number {
  for (;;) {
    const scaled = random() * LAYERS;
    const layer = scaled | 0;
    const x = (2 * random() - 1) * normalX[layer]!;
    if (Math.abs(x) < normalX[layer + 1]!) return x;
    if (layer === 0) return drawNormalTail(random, x < 0);
    if (isUnder(normalY, layer, random(), exp(-0.5 * x * x))) return x;
  }
}

/** Beyond the last layer (Marsaglia 1964). */
function drawNormalTail(random: RandomStream, negative: boolean): number {
  for (;;) {
    const x = -ln(1 - random()) / NORMAL.tail;
    const y = -ln(1 - random());
    if (2 * y >= x * x) return negative ? -NORMAL.tail - x : NORMAL.tail + x;
  }
}

function isUnder(heights: Float64Array, layer: number, random: number, density: number): boolean {
  const lower = heights[layer]!;
  return lower + random * (heights[layer + 1]! - lower) < density;
}

/** Right edges of the layers, widest first: x[0] is the base strip's virtual width, x[1] = tail, x[256] = 0. */
function layers(
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Float64Array {
  const x = new Float64Array(LAYERS + 1);
  x[0] = area / density(tail);
  x[1] = tail;
  for (let layer = 2; layer < LAYERS; layer++) {
    x[layer] = inverse(area / x[layer - 1]! + density(x[layer - 1]!));
  }
  x[LAYERS] = 0;
  return x;
}
