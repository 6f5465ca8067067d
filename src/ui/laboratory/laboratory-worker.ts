// vite answers with the address of the built worker.
// oxlint-disable-next-line import/default
import workerAddress from "../../../workers/laboratory.worker.ts?worker&url";
import type { Laboratory } from "../../experiments/index.ts";
import { startRemote, type Remote } from "../engine/remote.ts";

/** A worker for experiments, and its proxy. */
export const startLaboratory = (): Remote<Laboratory> => startRemote(workerAddress, "laboratory");
