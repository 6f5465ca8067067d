/** A file of its own, so that `session` can load it on demand. */
export { judge } from "../scenario/index.ts";
