// Prints the distribution's packages that bring the browsers which the browser tests would not find here, on one line;
// an empty line when all three are there.
import { createServer } from "vite";

const vite = await createServer({ server: { middlewareMode: true }, logLevel: "error" });
const load = (name) => vite.ssrLoadModule(`/test/browser/find-${name}.ts`);
const { findChromium } = await load("chromium");
const { findFirefox } = await load("firefox");
const { findWebkit } = await load("webkit");
const packages = [
  ...((await findChromium()) ? [] : ["chromium"]),
  ...(findFirefox() ? [] : ["firefox-esr"]),
  ...(findWebkit() ? [] : ["webkit2gtk-driver", "xvfb"]),
];
console.log(packages.join(" "));
await vite.close();
