import { Command } from "commander";
import { version } from "../../package.json" with { type: "json" };

new Command("lightcone")
  .description("A deterministic simulator of distributed systems")
  .version(version)
  .parse();
