import { readFileSync } from "node:fs"; // caught: base may not import node:fs
import ln from "@stdlib/math-base-special-ln";
import random from "d3-random"; // caught: base may not import d3-random
export { event } from "../kernel/index.ts"; // caught: base may not import kernel
export const number = [ln, random, readFileSync];
