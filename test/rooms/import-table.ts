import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { importsOf, violation, type Import, type Module, type Violation } from "./modules.ts";

/** What a room may import. What is left out is forbidden. */
interface Room {
  readonly rooms: readonly string[];
  /** Rooms of which it may use the types only. */
  readonly types?: readonly string[];
  /** Packages, by name or by a beginning that ends in `/` or `-`. `any` is for what runs at the edges. */
  readonly packages: readonly string[] | "any";
}

const programs = ["protocols", "services", "workloads"];
const belowScenario = ["base", "history", "kernel", "cluster", ...programs, "checkers"];
const belowFaces = [...belowScenario, "scenario", "experiments", "session"];

/** The table of the rooms, bottom up. `library` is src/index.ts. */
const table: Record<string, Room> = {
  base: { rooms: [], packages: ["@stdlib/math-base-special-"] },
  history: { rooms: ["base"], packages: [] },
  kernel: { rooms: ["base"], packages: ["seedrandom/lib/alea.js"] },
  cluster: { rooms: ["base", "kernel", "history"], packages: ["zod"] },
  protocols: { rooms: ["base", "cluster"], packages: ["zod"] },
  services: { rooms: ["base", "cluster"], packages: ["zod"] },
  workloads: { rooms: ["base", "cluster", "history"], packages: ["zod"] },
  checkers: { rooms: ["base", "history"], packages: [] },
  scenario: { rooms: belowScenario, packages: ["yaml", "zod"] },
  experiments: { rooms: ["base", "history", "checkers", "scenario"], packages: [] },
  session: {
    rooms: ["base", "history", "kernel", "cluster", "scenario", "experiments"],
    packages: ["comlink", "zod"],
  },
  workers: { rooms: ["checkers", "session", "experiments"], packages: "any" },
  ui: {
    rooms: ["base", "history", "checkers", "experiments", "session", "workers"],
    types: ["scenario"],
    packages: "any",
  },
  cli: { rooms: belowFaces, packages: "any" },
  library: { rooms: belowFaces, packages: [] },
};

/** Rooms that compute runs: the same answer in every JavaScript engine, for ever. */
export const engineRooms: readonly string[] = [...belowScenario, "scenario", "experiments"];

/** The room of a path under the root; undefined for what lies outside of all rooms. */
export function roomOf(path: string): string | undefined {
  if (path === "src/index.ts") return "library";
  const [top, second] = path.split("/");
  if (top === "workers") return "workers";
  return top === "src" && second !== undefined && second in table ? second : undefined;
}

/** Every import that the table forbids, and every room's index that does more than export. */
export function importViolations(root: string, modules: readonly Module[]): Violation[] {
  return modules.flatMap((module) => {
    const room = roomOf(module.path);
    if (room === undefined) return [violation(module, 0, "belongs to no room")];
    const imports = importsOf(module).flatMap((one) => {
      const problem = problemWith(root, module.path, room, one);
      return problem === undefined ? [] : [violation(module, one.offset, problem)];
    });
    return [...imports, ...indexViolations(module)];
  });
}

function problemWith(
  root: string,
  path: string,
  room: string,
  { specifier, isType }: Import,
): string | undefined {
  if (!specifier.startsWith(".")) return packageProblem(room, specifier);
  const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ""));
  if (!existsSync(join(root, target))) return `${specifier} is not a file: spell its extension`;
  const targetRoom = roomOf(target);
  if (targetRoom === room) return undefined;
  if (targetRoom === undefined) return fileProblem(room, target);
  const { rooms, types = [] } = table[room]!;
  if (types.includes(targetRoom) && !isType) return `${room} may import only types of ${targetRoom}`;
  if (!types.includes(targetRoom) && !rooms.includes(targetRoom))
    return `${room} may not import ${targetRoom}`;
  const isIndex = target === `src/${targetRoom}/index.ts` || targetRoom === "workers";
  return isIndex ? undefined : `outside of ${targetRoom} only its index.ts may be imported`;
}

/** The faces may read the package's name and version; nothing else lies outside of the rooms. */
function fileProblem(room: string, target: string): string | undefined {
  const isAllowed = target === "package.json" && ["ui", "cli"].includes(room);
  return isAllowed ? undefined : `${room} may not import ${target}`;
}

function packageProblem(room: string, specifier: string): string | undefined {
  const { packages } = table[room]!;
  const isNode = specifier.startsWith("node:");
  if (packages === "any") return isNode && room === "ui" ? `${room} may not import ${specifier}` : undefined;
  const isAllowed = packages.some((name) =>
    /[/-]$/.test(name) ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );
  return isAllowed ? undefined : `${room} may not import ${specifier}`;
}

function indexViolations(module: Module): Violation[] {
  if (!/^src\/([^/]+\/)?index\.ts$/.test(module.path)) return [];
  const others = module.ast.program.body.filter(
    (statement) =>
      statement.type !== "ExportAllDeclaration" &&
      !(statement.type === "ExportNamedDeclaration" && statement.source !== null),
  );
  return others.map(({ start }) => violation(module, start, "an index only exports from its room's files"));
}
