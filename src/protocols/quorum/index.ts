export { quorum } from "./quorum.ts";
export { quorumOptions, quorumProblems } from "./options.ts";
