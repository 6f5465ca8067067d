import { createLogMatching } from "../../replicated-log/log-matching.ts";
import { entryAt, type Entry } from "../../replicated-log/log.ts";
import { isSameRequest } from "../../replicated-log/same-request.ts";
import type { ChainState, ServerState } from "../state.ts";

const NO_LOG = { cuts: 0, cutFrom: 0 };

/** Of what is durable: what a head loses before that, it has passed on to nobody. */
export const logMatching = createLogMatching<ChainState, Entry>(
  {
    name: "log-matching",
    says: "If two servers have an update at the same place from the same chain's head, they have the same updates up to there.",
    source: "van Renesse & Schneider 2004, §3",
  },
  {
    logOf: (state) => (state.kind === "server" ? state.log : NO_LOG),
    lastIndex: (state) => (state.kind === "server" ? state.log.durable : 0),
    entryAt: (state, index) => entryAt((state as ServerState).log, index)!,
    termOf: ({ epoch }) => epoch,
    isSame: (a, b) => a === b || (a.client === b.client && isSameRequest(a.command, b.command)),
  },
);
