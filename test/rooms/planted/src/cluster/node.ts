import { event } from "../kernel/index.ts";
export interface Node {
  event: typeof event;
}
