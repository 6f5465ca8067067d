export { raft } from "./raft.ts";
export { raftOptions, raftProblems, type RaftOptions } from "./options.ts";
