import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { small } from "./documents.ts";
import { workplace } from "./command.ts";

const { run, write, files, path } = workplace();
const read = (name: string): string => readFileSync(join(path(), name), "utf8");

describe("lightcone export", () => {
  it("writes to stdout, or the same to a file", () => {
    write("small.yaml", small);
    const { code, out, err } = run("export", "small.yaml", "--to", "csv");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^event,time_us,kind,/);
    expect(run("export", "small.yaml", "--to", "csv", "--out", "events.csv").out).toBe("");
    expect(read("events.csv")).toBe(out);
    expect(files().some((file) => file.endsWith(".partial"))).toBe(false);
  });

  it("writes the run that seed, settings and --until give", () => {
    const csv = (...args: string[]): string => run("export", "small.yaml", "--to", "csv", ...args).out;
    const one = csv();
    expect(csv("--seed", "another")).not.toBe(one);
    expect(csv("--set", "loss=0.2")).toContain(" is lost");
    const half = csv("--until", "1s");
    expect(one.startsWith(half)).toBe(true);
    expect(half.length).toBeLessThan(one.length);
  });

  it("writes for Perfetto what `run --trace` writes", () => {
    run("export", "small.yaml", "--to", "perfetto", "--out", "a.json");
    run("run", "small.yaml", "--trace", "b.json");
    expect(read("b.json")).toBe(read("a.json"));
    expect(JSON.parse(read("a.json"))).toHaveProperty("traceEvents");
  });

  it.each([
    ["valid", small],
    [
      "invalid",
      small
        .replace("heartbeat: 50ms", "heartbeat: 50ms, reads: local")
        .replace("keys: 2", "keys: 1, target: random")
        .replace("crash: n1, for: 300ms", "isolate: follower, for: 1s"),
    ],
  ])("writes a Jepsen history that `check` judges as `run` did: %s", (verdict, document) => {
    write("run.yaml", document);
    run("export", "run.yaml", "--to", "jepsen", "--out", "history.edn");
    const checked = run("check", "history.edn", "--model", "cas-register", "--json");
    expect(JSON.parse(checked.out)).toMatchObject({ verdict });
    expect(checked.code).toBe(run("run", "run.yaml").code);
  });

  it.each(["run", "perfetto", "shiviz", "otlp", "jepsen"])(
    "writes what opens as the same run again: %s",
    (format) => {
      const args = ["--seed", "another", "--set", "loss=0.1"];
      const fingerprint = (...words: string[]): string =>
        (JSON.parse(run("run", ...words, "--json").out) as { fingerprint: string }).fingerprint;
      run("export", "small.yaml", "--to", format, "--out", "again", ...args);
      expect(fingerprint("again")).toBe(fingerprint("small.yaml", ...args));
      expect(fingerprint("again", "--seed", "3")).toBe(
        fingerprint("small.yaml", "--seed", "3", "--set", "loss=0.1"),
      );
    },
  );

  it("says of a trace that it did not write what it is", () => {
    write("foreign.json", '{"traceEvents":[]}');
    const { code, err } = run("run", "foreign.json");
    expect(code).toBe(3);
    expect(err).toContain(
      "foreign.json:1:1: this is a trace for Perfetto or chrome://tracing that Lightcone did not write",
    );
  });

  it("names the nearest format, and runs and writes nothing", () => {
    const { code, err } = run("export", "small.yaml", "--to", "perfeto", "--out", "never.json");
    expect(code).toBe(3);
    expect(err).toContain('did you mean "perfetto"');
    expect(err).toContain("shiviz");
    expect(files()).not.toContain("never.json");
  });

  it("says before the run that there is no folder to write to", () => {
    const { code, err } = run("export", "small.yaml", "--to", "csv", "--out", "nowhere/a.csv");
    expect(code).toBe(3);
    expect(err).toContain("no such folder");
  });

  it("writes what a budget allowed, says so and answers 2", () => {
    write("budget.yaml", small.replace("until: 2s", "until: 2s, budget: { events: 300 }"));
    const { code, out, err } = run("export", "budget.yaml", "--to", "csv");
    expect(code).toBe(2);
    expect(err).toContain("budget");
    expect(out.trim().split("\r\n")).toHaveLength(301);
  });
});
