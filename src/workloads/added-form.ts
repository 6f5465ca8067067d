import * as z from "zod";
import { name } from "./workload-fields.ts";

/** One form for sets and counters, as a fault plan knows operations by their names only. */
export const addedForm = z
  .tuple([name, z.union([z.number(), z.string()])])
  .describe("key, and the element (set) or the amount (counter)");
