import { readFileSync } from "node:fs"; // caught: ui may not import node:fs
import { version } from "../../package.json"; // caught: ../../package.json is not a file: spell its extension
import type { document } from "../scenario/index.ts";
import { document as value } from "../scenario/index.ts"; // caught: ui may import only types of scenario
import { event } from "../kernel/index.ts"; // caught: ui may not import kernel
import Lab from "../../workers/lab.ts?worker";
export const App = [readFileSync, version, value, event, Lab] as unknown as typeof document;
