import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "vite";

/** A source file, by its path from the root of the tree it was found in (`src/kernel/trace.ts`). */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly ast: ReturnType<typeof parseSync>;
}

/** Something a module does that its room may not. Lines count from 1. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly problem: string;
}

export interface Import {
  readonly specifier: string;
  /** Only types cross; nothing is left of it when the code runs. */
  readonly isType: boolean;
  readonly offset: number;
}

/** All TypeScript under `src` and `workers` of a root, in order of path. */
export function readModules(root: string): Module[] {
  return ["src", "workers"].flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
    const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));
    return sources.map((file) => readModule(root, `${folder}/${file.replaceAll("\\", "/")}`));
  });
}

function readModule(root: string, path: string): Module {
  const text = readFileSync(join(root, path), "utf8");
  const ast = parseSync(path, text);
  if (ast.errors.length > 0) throw new Error(`${path} cannot be parsed: ${ast.errors[0]?.message}`);
  return { path, text, ast };
}

/** Every import of a module: static, re-exported, dynamic with a literal, and `import("…")` in a type. */
export function importsOf({ ast, text }: Module): Import[] {
  const { staticImports, staticExports, dynamicImports } = ast.module;
  const imports: Import[] = staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    offset: start,
  }));
  for (const { entries, start } of staticExports) {
    const specifier = entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value;
    if (specifier === undefined) continue;
    imports.push({ specifier, isType: entries.every((entry) => entry.isType), offset: start });
  }
  for (const { moduleRequest, start } of dynamicImports) {
    const literal = /^(["'`])(.*)\1$/s.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[2] !== undefined) imports.push({ specifier: literal[2], isType: false, offset: start });
  }
  new Visitor({
    TSImportType: ({ source, start }) => {
      imports.push({ specifier: source.value, isType: true, offset: start });
    },
  }).visit(ast.program);
  return imports;
}

export function violation({ path, text }: Module, offset: number, problem: string): Violation {
  return { path, line: text.slice(0, offset).split("\n").length, problem };
}

/** What planted files promise: a line `… // caught: PROBLEM` is a violation, and no other line is. */
export function plantedViolations(modules: readonly Module[]): Violation[] {
  return modules.flatMap(({ path, text }) =>
    text.split("\n").flatMap((source, index) => {
      const problem = /\/\/ caught: (.*)$/.exec(source)?.[1];
      return problem === undefined ? [] : [{ path, line: index + 1, problem }];
    }),
  );
}
