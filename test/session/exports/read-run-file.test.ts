import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRunFile, readRunFile } from "../../../src/session/exports/index.ts";
import type { SavedRun } from "../../../src/session/index.ts";
import { exportText, factsOf } from "./facts-of.ts";
import { savedRun } from "./saved-runs.ts";

const facts = factsOf();
const write = (saved: SavedRun): string => exportText("run", { ...facts, saved });

/** The problems of a file, each with its place. */
function problemsOf(text: string): string[] {
  const read = readRunFile(text, "a.run.json");
  if (read.ok) throw new Error("it was read");
  return read.error.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
}

/** A saved run as JSON with one thing changed. */
function spoilt(change: (json: Record<string, unknown>) => void): string {
  const json = JSON.parse(write(sample)) as Record<string, unknown>;
  change(json);
  return JSON.stringify(json, undefined, 2);
}

const sample: SavedRun = {
  lightcone: "run",
  version: 1,
  engine: facts.engine,
  file: "small.yaml",
  text: facts.scenario.text,
  seed: "7",
  set: [["loss", "0.1"]],
  branches: [
    { name: "without the crash", parent: 0, changes: [{ do: "fault-mute", fault: 0, muted: true }] },
  ],
  shown: 1,
};

describe("a saved run as a file", () => {
  it("reads back as it was, whatever words are in it", () => {
    fc.assert(
      fc.property(savedRun, (saved) => {
        const text = write(saved);
        expect(isRunFile(text)).toBe(true);
        expect(readRunFile(text, "a.run.json")).toEqual({ ok: true, value: saved });
      }),
    );
  });

  it("of a run without branches is the run alone", () => {
    expect(readRunFile(exportText("run", facts), "a")).toMatchObject({
      ok: true,
      value: { text: facts.scenario.text, seed: "7", branches: [], shown: 0, fingerprint: facts.fingerprint },
    });
  });

  it("may carry what the page adds", () => {
    expect(
      readRunFile(
        spoilt((json) => (json["page"] = { place: 1 })),
        "a",
      ),
    ).toEqual({ ok: true, value: sample });
  });

  it("of a newer version names both", () => {
    expect(problemsOf(spoilt((json) => (json["version"] = 7)))).toEqual([
      "3:14 this run was saved by a newer Lightcone: its file has version 7, this Lightcone reads up to version 1",
    ]);
  });

  it.each<[string, (json: Record<string, unknown>) => void, RegExp]>([
    ["no version", (json) => delete json["version"], /^1:1 the version of this file is not a number/],
    ["no text", (json) => delete json["text"], /^1:1 text: /],
    ["a seed that is none", (json) => (json["seed"] = ""), /^7:11 seed: /],
    ["a seed of two lines", (json) => (json["seed"] = "7\n8"), /^7:11 seed: a seed is one line/],
    [
      "a branch's seed that is too long",
      (json) =>
        (json["branches"] = [{ name: "a", parent: 0, changes: [{ do: "seed", seed: "7".repeat(201) }] }]),
      /branches\.0\.changes\.0\.seed: a seed has at most 200 characters/,
    ],
    ["an unknown key", (json) => (json["sed"] = "7"), /sed/],
    [
      "a branch that comes from itself",
      (json) => (json["branches"] = [{ name: "a", parent: 1, changes: [] }]),
      /branches\.0\.parent: this branch comes from branch 1, which is not before it/,
    ],
    [
      "a branch that is not there",
      (json) => (json["shown"] = 2),
      /shown: branch 2 is shown, but there are 1 besides main/,
    ],
    [
      "an unknown change",
      (json) => (json["branches"] = [{ name: "a", parent: 0, changes: [{ do: "explode" }] }]),
      /^\d+:\d+ branches\.0\.changes\.0\.do: /,
    ],
    ["another thing", (json) => (json["lightcone"] = 1), /not a run that Lightcone saved/],
  ])("with %s says where and what", (_what, change, says) => {
    expect(problemsOf(spoilt(change))[0]).toMatch(says);
  });

  it("cut off anywhere, or with anything in the place of a character, never throws", () => {
    const text = write(sample);
    fc.assert(
      fc.property(fc.nat(text.trimEnd().length - 1), fc.string({ maxLength: 3 }), (at, instead) => {
        expect(readRunFile(text.slice(0, at), "a").ok).toBe(false);
        const read = readRunFile(text.slice(0, at) + instead + text.slice(at + 1), "a");
        if (!read.ok) expect(read.error[0]).toMatchObject({ file: "a", line: expect.any(Number) as number });
      }),
    );
  });

  it("is told from a scenario, which may be JSON too", () => {
    expect(isRunFile('{ "lightcone": 1, "title": "run" }')).toBe(false);
    expect(isRunFile(facts.scenario.text)).toBe(false);
    expect(isRunFile('{"lightcone":"run","broken')).toBe(true);
    expect(isRunFile('{ "lightcone": 1, "params": { "lightcone": "run" } }')).toBe(false);
  });

  it("is one with its keys in another order, as a tool for JSON sorts them", () => {
    const { branches, engine, ...rest } = sample;
    const sorted = JSON.stringify({ branches, engine, ...rest }, undefined, 2);
    expect(isRunFile(sorted)).toBe(true);
    expect(isRunFile(`\ufeff${sorted}`)).toBe(true);
    expect(isRunFile(sorted.slice(0, -5))).toBe(true);
    expect(readRunFile(sorted, "a")).toEqual({ ok: true, value: sample });
  });
});
