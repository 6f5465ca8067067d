import { describe, expect, test } from "vitest";
import { determinismViolations } from "./determinism.ts";
import { engineRooms, importViolations, roomOf } from "./import-table.ts";
import { importsOf, plantedViolations, readModules, type Module, type Violation } from "./modules.ts";

const plantedRoot = "test/rooms/planted";
const modules = readModules(".");
const planted = readModules(plantedRoot);

describe("the source", () => {
  test("has modules in the rooms", () => {
    const rooms = new Set(modules.map(({ path }) => roomOf(path)));
    expect([...rooms]).toEqual(expect.arrayContaining(["base", "history", "kernel", "ui", "cli", "library"]));
  });

  test("imports only what the table allows", () => {
    expect(lines(importViolations(".", modules))).toEqual([]);
  });

  test("is in the library, room by room, but for the faces", () => {
    const indexes = modules.map(({ path }) => path).filter((path) => /^src\/[^/]+\/index\.ts$/.test(path));
    const rooms = indexes
      .map((path) => `./${path.slice("src/".length)}`)
      .filter((path) => !/\.\/(ui|cli)\//.test(path));
    const library = modules.find(({ path }) => path === "src/index.ts")!;
    expect(
      importsOf(library)
        .map(({ specifier }) => specifier)
        .sort(),
    ).toEqual(rooms);
  });

  test("computes alike in every JavaScript engine", () => {
    expect(lines(determinismViolations(modules))).toEqual([]);
  });
});

describe("what is planted is caught, and nothing else", () => {
  test("imports", () => {
    expectCaught(planted.filter(isNotMath), (some) => importViolations(plantedRoot, some));
  });

  test("mathematics", () => {
    expectCaught(
      planted.filter((module) => !isNotMath(module)),
      determinismViolations,
    );
  });

  test("in every engine room", () => {
    const math = planted.find((module) => !isNotMath(module))!;
    for (const room of engineRooms) {
      const moved = { ...math, path: `src/${room}/math.ts` };
      expect(determinismViolations([moved]).length, room).toBeGreaterThan(0);
    }
  });
});

function isNotMath({ path }: Module): boolean {
  return !path.endsWith("/math.ts");
}

function expectCaught(files: readonly Module[], check: (files: readonly Module[]) => Violation[]): void {
  const expected = plantedViolations(files);
  expect(expected.length).toBeGreaterThan(0);
  expect(lines(check(files))).toEqual(lines(expected));
}

function lines(violations: readonly Violation[]): string[] {
  return violations.map(({ path, line, problem }) => `${path}:${line}: ${problem}`).sort();
}
