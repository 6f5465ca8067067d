import { createProgramEntry, type ProgramEntry } from "../cluster/index.ts";
import { server, serverOptions } from "./server/server.ts";
import { source, sourceOptions, sourceProblems } from "./source/source.ts";

/** Every service, by the name that a scenario writes under `program`. */
export const services: Readonly<Record<string, ProgramEntry>> = {
  server: createProgramEntry(server, serverOptions),
  source: createProgramEntry(source, sourceOptions, sourceProblems),
};
