import { expose } from "comlink";
import { createSession } from "../src/session/index.ts";

/** The engine's thread behind the page. */
expose(createSession(() => performance.now()));
