import type { Model } from "../model.ts";

/**
 * Registers that transactions read and write several of at a time. There are no single operations on them, so as a
 * sequential specification it allows nothing; transactions are judged in `../transactions/`.
 */
export const rwRegister: Model<null> = {
  name: "rw-register",
  about: "transactions that read and write several registers",
  noun: "the register",
  operations: [],
  misfit: () => undefined,
  transactions: "rw-register",
  init: null,
  step: () => undefined,
  key: () => "",
  describe: () => "nil",
  isObserver: () => false,
};
