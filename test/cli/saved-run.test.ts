import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { small } from "./documents.ts";
import { workplace } from "./command.ts";

const { run, write, path } = workplace();

interface RunFile {
  engine: string;
  fingerprint?: string;
}

const readJson = (name: string): RunFile => JSON.parse(readFileSync(join(path(), name), "utf8")) as RunFile;

/** The saved run with something else in it. */
function spoil(change: Partial<RunFile>): string {
  return write("spoilt.run.json", JSON.stringify({ ...readJson("small.run.json"), ...change }));
}

const NONE = "0".repeat(16);
const ANOTHER = "another run than the one that was saved";

beforeAll(() => {
  write("small.yaml", small);
  run("export", "small.yaml", "--to", "run", "--out", "small.run.json");
});

describe("a saved run on the command line", () => {
  it("is the run that was saved: nothing is said", () => {
    const ran = run("run", "small.run.json");
    expect([ran.code, ran.err]).toEqual([0, ""]);
    const verified = run("verify", "small.run.json");
    expect([verified.code, verified.err]).toEqual([0, ""]);
    expect(verified.out).toContain("✓ valid    it is the run that was saved");
  });

  it("of another fingerprint is warned of by run and export, and refused by verify", () => {
    const file = spoil({ fingerprint: NONE });
    const ran = run("run", file, "--json");
    expect([ran.code, ran.out.trim().split("\n").length]).toEqual([0, 1]);
    expect(ran.err).toContain(ANOTHER);
    expect(ran.err).toContain(NONE);
    expect(run("export", file, "--to", "jepsen").err).toContain(ANOTHER);
    const verified = run("verify", file);
    expect(verified.code).toBe(1);
    expect(verified.out).toMatch(/✓ same .*\n✗ invalid .*another run/);
    const told = run("verify", file, "--json");
    expect([told.code, JSON.parse(told.out)]).toMatchObject([
      1,
      { same: true, saved: { fingerprint: NONE, verdict: "invalid" } },
    ]);
  });

  it("by another engine may differ, which is said", () => {
    const file = spoil({ fingerprint: NONE, engine: "lightcone/0.0.1" });
    const verified = run("verify", file);
    expect(verified.code).toBe(0);
    expect(verified.out).toMatch(/\? unknown .*saved by engine lightcone\/0\.0\.1/);
    expect(run("run", file).err).toContain("saved by engine lightcone/0.0.1");
  });

  it.each([
    ["--seed", "3"],
    ["--set", "loss=0.1"],
    ["--until", "1s"],
  ])("is another run when it is asked for: %s %s", (...flags) => {
    const file = spoil({ fingerprint: NONE });
    for (const command of ["run", "verify"]) {
      const { code, out, err } = run(command, file, ...flags);
      expect([code, err]).toEqual([0, ""]);
      expect(out).not.toContain(ANOTHER);
    }
  });

  it("that was stopped early has no fingerprint, for what reopens goes on to the end", () => {
    expect(readJson("small.run.json").fingerprint).toMatch(/^[0-9a-f]{16}$/);
    run("export", "small.yaml", "--to", "run", "--until", "1s", "--out", "short.run.json");
    expect(readJson("short.run.json").fingerprint).toBeUndefined();
    run("export", "small.yaml", "--to", "perfetto", "--until", "1s", "--out", "short.json");
    expect(readFileSync(join(path(), "short.json"), "utf8").slice(0, 5_000)).not.toContain("fingerprint");
    const whole = run("export", "small.yaml", "--to", "run", "--until", "2s");
    expect((JSON.parse(whole.out) as RunFile).fingerprint).toBe(readJson("small.run.json").fingerprint);
  });

  it("is known with its keys sorted", () => {
    const json = readJson("small.run.json");
    const sorted = Object.fromEntries(Object.entries(json).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    write("sorted.run.json", JSON.stringify(sorted, undefined, 2));
    expect(run("verify", "sorted.run.json").out).toContain("it is the run that was saved");
  });
});

describe("an exported scenario", () => {
  it("runs from an empty folder, to the same fingerprint without a seed", () => {
    const fingerprintOf = (...args: string[]): unknown =>
      (JSON.parse(run("run", ...args, "--json").out) as { fingerprint: string }).fingerprint;
    run("export", "consensus/first-election", "--to", "scenario", "--seed", "9", "--out", "alone.yaml");
    expect(run("validate", "alone.yaml").err).toBe("");
    expect(fingerprintOf("alone.yaml")).toBe(fingerprintOf("consensus/first-election", "--seed", "9"));
  });
});
