import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { parseDocument } from "yaml";
import { printJson, tell } from "./print.ts";

/** Where the scenarios of this package are: beside `dist/`, in a checkout as in an installed package. */
export const scenarioFolder = fileURLToPath(new URL("../../scenarios", import.meta.url));

export interface ListedScenario {
  /** What `run` takes: `consensus/first-election`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
}

/** The scenarios that come with Lightcone, sorted by name. */
export function listScenarios(): ListedScenario[] {
  if (!existsSync(scenarioFolder)) return [];
  return readdirSync(scenarioFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.replaceAll("\\", "/"))
    .sort()
    .map(readHead);
}

export function addList(program: Command): void {
  program
    .command("list")
    .description("list the scenarios that come with Lightcone")
    .option("--json", "print JSON")
    .action((options: { json?: boolean }) => {
      const scenarios = listScenarios();
      if (options.json === true) printJson(scenarios);
      else for (const { name, title } of scenarios) tell(`${name.padEnd(52)} ${title}`, false);
    });
}

function readHead(file: string): ListedScenario {
  const document = parseDocument(readFileSync(`${scenarioFolder}/${file}`, "utf8"));
  const name = file.slice(0, -".yaml".length);
  const word = (key: string): string | undefined => {
    const value: unknown = document.get(key);
    return typeof value === "string" ? value : undefined;
  };
  return { name, title: word("title") ?? name, summary: word("summary") ?? "" };
}
