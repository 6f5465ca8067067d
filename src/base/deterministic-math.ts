import stdlibExp from "@stdlib/math-base-special-exp";
import stdlibLn from "@stdlib/math-base-special-ln";
import stdlibPow from "@stdlib/math-base-special-pow";

/**
 * The transcendental functions of the engine. `Math.log`, `exp` and `pow` differ in the last bit between
 * JavaScript engines, so a run would not be the same everywhere; these are plain arithmetic and agree to the bit.
 */

/** Natural logarithm. */
export const ln: (x: number) => number = stdlibLn;

/** e to the power x. */
export const exp: (x: number) => number = stdlibExp;

/** x to the power y. */
export const pow: (x: number, y: number) => number = stdlibPow;
