import type * as whole from "./document-problems.ts";
import type { Problem } from "./problem.ts";

let words: typeof whole | undefined;

/** That something is wrong is all that is known before `loadDocumentProblems`. */
const unsaid = (path: Problem["path"]): Problem => ({ path, problem: "something is wrong here" });

/** As in `document-problems.ts`, which the page's engine has behind this as soon as a document cannot be read. */
export const toProblems: typeof whole.toProblems = (issues, prefix, data) =>
  words?.toProblems(issues, prefix, data) ?? [unsaid(prefix)];

export const unknownKey: typeof whole.unknownKey = (path, data) =>
  words?.unknownKey(path, data) ?? unsaid(path);

export const missing: typeof whole.missing = (path) => words?.missing(path) ?? unsaid(path);

export const loadDocumentProblems: typeof whole.loadDocumentProblems = async () => {
  if (words !== undefined) return false;
  words = await import("./document-problems.ts");
  return true;
};
