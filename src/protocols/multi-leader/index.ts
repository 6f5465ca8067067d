export { multiLeader } from "./multi-leader.ts";
export { multiLeaderOptions, multiLeaderProblems } from "./options.ts";
