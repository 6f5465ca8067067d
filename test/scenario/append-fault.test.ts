import { describe, expect, it } from "vitest";
import { appendFault, compile } from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const HEAD = "lightcone: 1\ntitle: T\ncluster: { program: raft } # three nodes\nrun: { until: 10s }\n";

function append(text: string, atUs: number, fault: string): string {
  const added = appendFault(text, "f.yaml", atUs, fault);
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  return added.value;
}

describe("a fault by hand", () => {
  it.each([
    ["below the others", `${HEAD}faults:\n  - { at: 1s, crash: n1 } # first\n\n# the end\nseed: 3\n`],
    ["below others in several lines", `${HEAD}faults:\n- at: 1s\n  crash: n1\n  for: 2s\nseed: 3\n`],
    ["where there is none", `${HEAD}seed: 3\n`],
    ["where the list is in brackets", `${HEAD}faults: [{ at: 1s, crash: n1 }]\n`],
    ["where the list is empty", `${HEAD}faults: []\n`],
    ["at the very end of the text", `${HEAD}faults:\n  - { at: 1s, crash: n1 }`],
  ])("is added %s, and nothing else changes", (_where, before) => {
    const after = append(before, 2_173_001, "cut: [n1, n2]\nfor: 2s");
    const faults = compile(open(after)).faults;
    expect(faults.at(-1)).toEqual({
      atUs: 2_173_001,
      fault: { do: "cut", from: ["n1"], to: ["n2"], forUs: 2_000_000 },
    });
    expect(faults.slice(0, -1)).toEqual(compile(open(before)).faults);
    expect(open(after).seed).toBe(open(before).seed);
    expect(after).toContain("# three nodes");
  });

  it("keeps comments and layout where the plan is a list of lines", () => {
    const before = `${HEAD}faults:\n  - { at: 1s, crash: n1 } # first\n\n# the end\nseed: 3\n`;
    expect(append(before, 2_000_000, "{ pause: n2 }")).toBe(
      `${HEAD}faults:\n  - { at: 1s, crash: n1 } # first\n  - { at: 2s, pause: n2 }\n\n# the end\nseed: 3\n`,
    );
  });

  it("takes its time from the playhead, whatever it says itself", () => {
    expect(append(HEAD, 5_000, "{ at: 9s, heal: all }")).toContain("{ at: 5ms, heal: all }");
  });

  it.each([["crash: [n1"], ["- crash: n1"], [""], ["crash"]])("refuses %j", (fault) => {
    const added = appendFault(HEAD, "f.yaml", 1, fault);
    expect(added.ok).toBe(false);
    if (!added.ok) expect(added.error[0]!.file).toBe("the fault");
  });
});
