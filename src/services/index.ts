export * from "./call.ts";
export * from "./registry.ts";
export { areaUntil, type Occupancy } from "./server/occupancy.ts";
export { server, type ServerOptions, type ServerState } from "./server/server.ts";
export { source, type SourceOptions, type SourceState } from "./source/source.ts";
