/** Thrown when one of our own beliefs is wrong. Never used for what a user typed: that is an InputError. */
export class BugError extends Error {
  override readonly name = "BugError";
}

/** Throws a {@link BugError} unless `condition` holds. `message` says which belief was wrong. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BugError(message);
}
