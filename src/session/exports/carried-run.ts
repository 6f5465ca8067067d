import { savedRunOf, type ExportFacts } from "./facts.ts";

/**
 * The saved run that an export carries in a comment or a field of its head, so that Lightcone opens it again. Under
 * this name in every format; told apart from a scenario's text by standing in the first characters of the file.
 */
export const CARRIED_NAME = "lightcone.run";

/** The saved run as JSON on one line without a space, for formats whose readers take lines or words apart. */
export function carriedLine(facts: ExportFacts): string {
  return `${CARRIED_NAME}=${JSON.stringify(savedRunOf(facts)).replaceAll(" ", "\\u0020")}`;
}
