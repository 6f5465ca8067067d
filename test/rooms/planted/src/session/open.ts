import { Node } from "../cluster/index.ts";
import { event } from "../kernel/index.ts";
import { document } from "../scenario/index.ts";
import { Lab } from "../../workers/lab.ts"; // caught: session may not import workers
import { App } from "../ui/app.tsx"; // caught: session may not import ui
export const open = [event, document, Lab, App] as unknown as Node;
