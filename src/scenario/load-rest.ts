import { loadProtocols } from "../protocols/index.ts";
import { loadWorkloads } from "../workloads/index.ts";
import { loadDocumentProblems } from "./document-problems.ts";

/**
 * Has all programs, kinds of workload and words for errors loaded; false when none was missing. Only the page's engine begins
 * without some (files called `….on-demand.ts`); what cannot be parsed there is to be parsed again after this.
 */
export async function loadRest(): Promise<boolean> {
  const loaded = await Promise.all([loadProtocols(), loadWorkloads(), loadDocumentProblems()]);
  return loaded.includes(true);
}
