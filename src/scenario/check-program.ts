import type { Program } from "../cluster/index.ts";
import type { Sections } from "./readable-sections.ts";
import { nodesNamedBy } from "./fault-plan.ts";
import type { FaultEntry } from "./fault-schema.ts";
import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";

/** What a document demands of its program that the program does not do: run on so few nodes, answer clients, have a leader, know a request. */
export function checkProgram(
  { cluster, workload, faults = [], nemesis }: Sections,
  replicas: readonly string[],
): Problem[] {
  if (cluster === undefined) return [];
  const { program } = programs[cluster.program]!;
  return [
    ...checkReplicas(program, replicas.length),
    ...(workload === undefined ? [] : checkAnswers(program)),
    ...faults.flatMap((fault, index) =>
      fault === undefined
        ? []
        : [
            ...("ask" in fault ? checkRequest(program, fault.to, index) : []),
            ...checkRoleWords(program, fault, index),
          ],
    ),
    ...(nemesis?.kinds ?? []).flatMap((kind, index) =>
      kind.endsWith("-leader") ? noRoles(program, kind, ["nemesis", "kinds", index]) : [],
    ),
  ];
}

function checkReplicas({ name, fewestReplicas = 1 }: Program, count: number): Problem[] {
  if (count >= fewestReplicas) return [];
  const problem = `the program "${name}" needs at least ${fewestReplicas} nodes`;
  const accepted = [`${fewestReplicas} or more`];
  return [{ path: ["cluster", "nodes"], problem, found: String(count), accepted }];
}

function checkAnswers(program: Program): Problem[] {
  if (answersClients(program)) return [];
  const accepted = Object.keys(programs).filter((name) => answersClients(programs[name]!.program));
  const problem = `the program "${program.name}" answers no clients, so a workload would get no answer`;
  return [{ path: ["workload"], atKey: true, problem, accepted: accepted.map((name) => `program: ${name}`) }];
}

function answersClients({ messages }: Program): boolean {
  return Object.hasOwn(messages, "Response");
}

function checkRequest({ name, requests = [] }: Program, request: string, index: number): Problem[] {
  const path = ["faults", index, "to"];
  if (requests.length === 0)
    return [{ path, problem: `the program "${name}" knows no requests`, found: request }];
  return requests.includes(request) ? [] : [unknownAt(path, "request", request, requests)];
}

const ROLE_WORDS = ["leader", "follower", "followers"];

function checkRoleWords(program: Program, fault: FaultEntry, index: number): Problem[] {
  return nodesNamedBy(fault)
    .filter(({ name }) => ROLE_WORDS.includes(name))
    .flatMap(({ name, at }) => noRoles(program, name, ["faults", index, ...at]));
}

function noRoles(program: Program, found: string, path: Problem["path"]): Problem[] {
  if (program.roleOf !== undefined) return [];
  return [{ path, problem: `the program "${program.name}" has no roles, so nobody is "${found}"`, found }];
}
