// Runs after `npm ci`, so that `npx lightcone` works at once: builds the command and puts it where npx looks
// first. Without the development dependencies there is nothing to build with, and nothing is done.
import { rmSync, symlinkSync } from "node:fs";

const vite = await import("vite").catch((error) => {
  if (error.code === "ERR_MODULE_NOT_FOUND") return undefined;
  throw error;
});
if (vite === undefined) {
  console.log("lightcone: vite is not installed, so the command line is not rebuilt");
} else {
  await vite.build({ build: { ssr: true }, logLevel: "warn" });
  if (process.platform !== "win32") linkCommand("node_modules/.bin/lightcone");
}

function linkCommand(link) {
  rmSync(link, { force: true });
  symlinkSync("../../dist/node/cli.js", link);
}
