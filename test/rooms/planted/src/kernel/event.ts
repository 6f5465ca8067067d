import seedrandom from "seedrandom"; // caught: kernel may not import seedrandom
import { alea } from "seedrandom/lib/alea.js";
import { number } from "../base/index.ts";
import { number as inner } from "../base/number.ts"; // caught: outside of base only its index.ts may be imported
import { spelt } from "./event"; // caught: ./event is not a file: spell its extension
import type { Node } from "../cluster/index.ts"; // caught: kernel may not import cluster
export type Link = import("../cluster/index.ts").Node; // caught: kernel may not import cluster
export const later = () => import("../cluster/index.ts"); // caught: kernel may not import cluster
export const event = [seedrandom, alea, number, inner, spelt] as unknown as Node;
