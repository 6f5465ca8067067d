import { loadProtocols } from "../protocols/index.ts";
import { loadWorkloads } from "../workloads/index.ts";

/**
 * Has all programs and kinds of workload loaded; false when none was missing. Only the page's engine begins without some
 * (`registry.on-demand.ts`); what cannot be parsed there is to be parsed again after this.
 */
export async function loadRest(): Promise<boolean> {
  const loaded = await Promise.all([loadProtocols(), loadWorkloads()]);
  return loaded.includes(true);
}
