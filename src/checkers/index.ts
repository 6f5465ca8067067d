export type { BudgetExceeded, BudgetOptions } from "./budget.ts";
export { describeOperation, describeValue } from "./describe.ts";
export { fitHistory } from "./fit-history.ts";
export * from "./consistency-levels.ts";
export * from "./levels.ts";
export { checkLinearizable, type LinearizableOptions, type LinearizableResult } from "./linearizable.ts";
export type { AnyModel, Misfit, Model } from "./model.ts";
export { findModel, modelNames, models } from "./models/index.ts";
export type { Placed, Witness } from "./witness.ts";
