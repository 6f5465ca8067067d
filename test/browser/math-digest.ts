import { createDigest, exp, formatDigest, ln, mixValue, pow } from "../../src/base/index.ts";

const ARGUMENTS = 20_000;

/**
 * All bits of what the engine's logarithm, exponential and power give for many arguments: 16 hexadecimal digits. A
 * scenario's times are whole µs, so its fingerprint seldom shows a last bit that differs.
 */
export function mathDigest(): string {
  const digest = createDigest();
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  for (let index = 0; index < ARGUMENTS; index++) {
    const x = uniform();
    mixValue(digest, ln(x));
    mixValue(digest, ln(x * 1e6));
    mixValue(digest, exp(x * 40 - 20));
    mixValue(digest, pow(uniform(), x * 3));
  }
  return formatDigest(digest);
}
