import { event } from "../kernel/index.ts";
import { App } from "../ui/app.tsx"; // caught: cli may not import ui
export const run = [event, App];
