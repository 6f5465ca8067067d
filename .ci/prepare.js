// Runs after `npm ci`, so that `npx lightcone` works at once. Where the development dependencies are left out
// there is nothing to build with, and nothing is built.
const vite = await import("vite").catch((error) => {
  if (error.code === "ERR_MODULE_NOT_FOUND") return undefined;
  throw error;
});
if (vite === undefined) console.log("lightcone: vite is not installed, so the command line is not rebuilt");
else await vite.build({ build: { ssr: true }, logLevel: "warn" });
