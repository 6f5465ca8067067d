import type { Path } from "./place-of-path.ts";
import type { Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Sections } from "./readable-sections.ts";

/** Clients that show tokens to a store that does not look at them, though its answers may be old. */
export function checkTokens({ cluster, workload }: Sections, replicaOptions: readonly unknown[]): Problem[] {
  if (cluster === undefined || workload === undefined) return [];
  const { program } = programs[cluster.program]!;
  if (!replicaOptions.some((options) => program.tokens?.(options) === "ignored")) return [];
  const keeping = Object.keys(programs).filter((name) => keepsTokens(name));
  const problem = `the program "${program.name}" keeps no sessions: with these options its answers may be old, and it looks at no token`;
  const accepted = ["none", ...keeping.map((name) => `program: ${name}`)];
  return tokenPaths(workload).map((path) => ({ path, problem, found: "token", accepted }));
}

function keepsTokens(name: string): boolean {
  const { program, options } = programs[name]!;
  const unsaid = options.safeParse({});
  return unsaid.success && program.tokens?.(unsaid.data) === "kept";
}

/** What workloads of clients like ours may set, for all and for one. */
interface TokenFields {
  readonly session?: string;
  readonly overrides?: Readonly<Record<string, { readonly session?: string }>>;
}

function tokenPaths(workload: object): Path[] {
  const { session, overrides = {} } = workload as TokenFields;
  const paths: Path[] = session === "token" ? [["workload", "session"]] : [];
  for (const client of Object.keys(overrides))
    if (overrides[client]!.session === "token") paths.push(["workload", "overrides", client, "session"]);
  return paths;
}
