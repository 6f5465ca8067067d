// Ends with 0 if the browser tests will find a browser that starts, with 1 if not.
import { runnerImport } from "vite";

const { module } = await runnerImport("./test/browser/find-chromium.ts");
process.exitCode = (await module.findChromium()) ? 0 : 1;
