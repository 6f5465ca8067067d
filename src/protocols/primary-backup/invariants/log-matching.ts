import { createLogMatching } from "../../replicated-log/log-matching.ts";
import { isSameRequest } from "../../replicated-log/same-request.ts";
import { entryAt, lastIndex, type Entry } from "../../replicated-log/log.ts";
import type { PrimaryBackupState } from "../state.ts";

export const logMatching = createLogMatching<PrimaryBackupState, Entry>(
  {
    name: "log-matching",
    says: "If two logs have an entry with the same index and epoch, they are identical up to and including it.",
    source: "Liskov & Cowling 2012, §8.1",
  },
  {
    logOf: ({ log }) => log,
    lastIndex: ({ log }) => lastIndex(log),
    entryAt: ({ log }, index) => entryAt(log, index)!,
    termOf: ({ epoch }) => epoch,
    isSame: (a, b) => a === b || (a.client === b.client && isSameRequest(a.command, b.command)),
  },
);
