/** Whatever a replica can run, by the name that `cluster.program` takes; in the page's engine as far as it is loaded. */
export { protocols as programs } from "../protocols/index.ts";
