import { build } from "vite";

/** The command is tested as users get it: built, and run as a process of its own. */
export async function setup(): Promise<void> {
  await build({ build: { ssr: true }, logLevel: "warn" });
}
