import { expose } from "comlink";
import { createLaboratory } from "../src/experiments/index.ts";

/** A thread for experiments of many runs. */
expose(createLaboratory(() => performance.now()));
