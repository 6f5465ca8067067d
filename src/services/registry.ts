import { createProgramEntry, type ProgramEntry } from "../cluster/index.ts";
import { server, serverOptions } from "./server/server.ts";
import { source, sourceOptions, sourceProblems } from "./source/source.ts";

/** Every service by name. Scenarios cannot name one yet: a document has one program for all its replicas. */
export const services: Readonly<Record<string, ProgramEntry>> = {
  server: createProgramEntry(server, serverOptions),
  source: createProgramEntry(source, sourceOptions, sourceProblems),
};
