export { quorum } from "./quorum.ts";
export { quorumOptions, quorumProblems, type QuorumOptions } from "./options.ts";
