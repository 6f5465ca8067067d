// vite answers with the address of the built worker.
// oxlint-disable-next-line import/default
import workerAddress from "../../../workers/judge.worker.ts?worker&url";
import type { LevelJudge } from "../../checkers/index.ts";
import { startRemote, type Remote } from "../engine/remote.ts";

/**
 * The worker that judges, and its proxy:
 *
 *   judge-run ──▶ comlink ── postMessage ──▶ workers/judge.worker.ts ──▶ createLevelJudge
 */
export const startJudge = (): Remote<LevelJudge> => startRemote(workerAddress, "judge");
