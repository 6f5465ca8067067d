import { expose } from "comlink";
import { createLevelJudge } from "../src/checkers/index.ts";

/** The thread in which a run's history is held against consistency models. */
expose(createLevelJudge(() => performance.now()));
