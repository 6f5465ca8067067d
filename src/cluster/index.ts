// What programs carry in operations and options, so that they need no other room.
export {
  isReadOnlyTransaction,
  keyText,
  microOperationsOf,
  TRANSACTION,
  transactionText,
  valueText,
  type MicroOperation,
  type Value,
} from "../history/index.ts";
export { drawUs, type Distribution } from "../kernel/index.ts";
export * from "./clock.ts";
export * from "./cluster.ts";
export * from "./disk.ts";
export * from "./event-kind.ts";
export * from "./fault.ts";
export * from "./fields.ts";
export * from "./keyed-union.ts";
export type { Violation } from "./monitors.ts";
export { Doom, type Condition, type LinkSpec, type NetworkSpec } from "./network.ts";
export type { Node, NodeSpec, NodeStatus } from "./node.ts";
export * from "./program.ts";
export * from "./program-entry.ts";
export { resolveNodes } from "./select-nodes.ts";
