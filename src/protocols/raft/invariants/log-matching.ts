import { createLogMatching } from "../../replicated-log/log-matching.ts";
import { entryAt, lastIndex, type Entry } from "../log.ts";
import type { RaftState } from "../state.ts";
import { isSameEntry } from "./same-entry.ts";

export const logMatching = createLogMatching<RaftState, Entry>(
  {
    name: "log-matching",
    says: "If two logs have an entry with the same index and term, they are identical up to and including it.",
    source: "Ongaro & Ousterhout 2014, Figure 3, §5.3",
  },
  {
    logOf: ({ log }) => log,
    lastIndex: ({ log }) => lastIndex(log),
    entryAt: ({ log }, index) => entryAt(log, index)!,
    termOf: ({ term }) => term,
    isSame: isSameEntry,
  },
);
