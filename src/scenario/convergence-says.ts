import { formatDuration } from "../base/index.ts";

/** How long replicas are given to agree after the last update and the last fault, µs of virtual time. */
export const SETTLE_US = 1_000_000;

/** What the check claims. */
export const CONVERGENCE_SAYS =
  "At the end of the run, all replicas that are up and keep a copy hold the same value under every key. Unknown while they " +
  `differ and some of them cannot reach each other, or the last update or fault is less than ${formatDuration(SETTLE_US)} ago.`;
