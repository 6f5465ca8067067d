import { describe, expect, it } from "vitest";
import * as z from "zod";
import { protocols } from "../../src/protocols/index.ts";
import { runCluster } from "./cluster-of.ts";

// What holds for every protocol: the next forty are tested here by being registered.

describe.each(Object.entries(protocols))("%s", (name, { program, options, problems }) => {
  it("is registered under its name, and all its options have defaults", () => {
    expect(program.name).toBe(name);
    expect(problems(options.parse({}), ["n1", "n2", "n3"])).toEqual([]);
  });

  it("refuses an option that it does not know", () => {
    expect(options.safeParse({ unheardOf: 1 }).success).toBe(false);
  });

  it("has a JSON Schema in which every option is described", () => {
    const schema = z.toJSONSchema(options, { io: "input" });
    for (const [option, { description }] of Object.entries(schema.properties ?? {}) as [
      string,
      z.core.JSONSchema.BaseSchema,
    ][])
      expect(description, option).toBeTypeOf("string");
    expect(schema.required).toBeUndefined();
  });

  it("runs, can be shown, and keeps only plain data", () => {
    const cluster = runCluster(name, {}, 3, 1_000_000);
    expect(cluster.events).toBeGreaterThanOrEqual(3);
    expect(cluster.violations).toEqual([]);
    expect(() => cluster.checkpoint()).not.toThrow();
    for (const node of cluster.nodes) {
      expect(program.describe(node.state, (id) => cluster.nameOf(id)).rows.length).toBeGreaterThan(0);
    }
  });

  it("says of each invariant what it claims and where that stands", () => {
    for (const { name: invariant, says, source } of program.invariants ?? []) {
      expect(invariant).toMatch(/^[a-z-]+$/);
      expect(says, invariant).toMatch(/^[A-Z].*\.$/);
      expect(source, invariant).not.toBe("");
    }
  });
});
