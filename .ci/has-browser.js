// Ends with 0 if the browser tests will find a browser that starts, with 1 if not.
import { createServer } from "vite";

const vite = await createServer({ server: { middlewareMode: true }, logLevel: "error" });
const { findChromium } = await vite.ssrLoadModule("/test/browser/find-chromium.ts");
process.exitCode = (await findChromium()) ? 0 : 1;
await vite.close();
