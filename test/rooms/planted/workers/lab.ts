import { open } from "../src/session/index.ts";
import { event } from "../src/kernel/index.ts"; // caught: workers may not import kernel
export const lab = [open, event];
