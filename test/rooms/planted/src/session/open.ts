import type { Node } from "../cluster/index.ts";
import { event } from "../kernel/index.ts"; // caught: session may import only types of kernel
import { document } from "../scenario/index.ts";
import { App } from "../ui/app.tsx"; // caught: session may not import ui
export const open = [event, document, App] as unknown as Node;
