import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ScenarioSource, SessionApi } from "../../src/session/index.ts";

// The page's engine begins with `registry.on-demand.ts`; here it is given to a session by itself.

vi.mock("../../src/protocols/index.ts", () => import("../../src/protocols/registry.on-demand.ts"));

beforeEach(() => vi.resetModules());

const source = (program: string): ScenarioSource => ({
  file: "small.yaml",
  text: `lightcone: 1\ntitle: Small\ncluster:\n  program: ${program}\nrun:\n  until: 1s\n`,
});

async function begin(): Promise<{ readonly session: SessionApi; readonly names: () => string[] }> {
  const { createSession } = await import("../../src/session/index.ts");
  const room = await import("../../src/scenario/programs.ts");
  return { session: createSession(() => 0), names: () => Object.keys(room.programs) };
}

describe("a session that begins with few programs", () => {
  it("runs Raft without loading another", async () => {
    const { session, names } = await begin();
    expect((await session.open(source("raft"))).ok).toBe(true);
    expect(names()).toEqual(["ping", "raft"]);
  });

  it("loads the others for a document that names one of them", async () => {
    const { session, names } = await begin();
    expect((await session.open(source("chain"))).ok).toBe(true);
    expect(names()).toContain("chain");
  });

  it("says of a wrong document what it says with all of them", async () => {
    const { session } = await begin();
    const opened = await session.open(source("chian"));
    expect(opened.ok).toBe(false);
    const [error] = opened.ok ? [] : opened.error;
    expect(error).toMatchObject({ nearest: "chain" });
    const { protocols } = await import("../../src/protocols/registry.ts");
    expect(error!.accepted).toEqual(Object.keys(protocols));
  });

  it("answers in the order of the calls, also while it loads", async () => {
    const { session } = await begin();
    const opened = session.open(source("chain"));
    const saved = session.save();
    expect((await opened).ok).toBe(true);
    expect((await saved).text).toBe(source("chain").text);
  });

  it("goes from one program to another by an edit of the text", async () => {
    const { session } = await begin();
    await session.open(source("raft"));
    expect((await session.edit({ do: "text", text: source("abd").text })).ok).toBe(true);
    expect(await session.check(source("quorum").text)).toEqual([]);
  });
});
