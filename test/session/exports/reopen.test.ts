import { describe, expect, it } from "vitest";
import { readRunFile, readTraceFile } from "../../../src/session/exports/index.ts";
import { createSession, type SavedRun, type SessionApi } from "../../../src/session/index.ts";
import { edited, finish, openSmall } from "../small-run.ts";

async function openWithBranch(): Promise<SessionApi> {
  const { session } = await openSmall();
  await finish(session);
  await edited(session, { do: "inject", atUs: 2_000_000, yaml: "crash: leader" });
  await finish(session);
  return session;
}

async function reopened(saved: SavedRun): Promise<string | undefined> {
  const session = createSession(() => performance.now());
  const opened = await session.restore(saved);
  if (!opened.ok) throw new Error(opened.error[0]!.problem);
  return (await finish(session)).last.fingerprint;
}

describe("an exported run", () => {
  it("opens again as the branch that was exported, shown or not", async () => {
    const session = await openWithBranch();
    const fingerprints = (await session.show(1)).branches.map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(2);
    for (const branch of [0, 1]) {
      const { content } = await session.exportRun("perfetto", branch);
      const read = readTraceFile(await content.text(), "trace.json");
      if (read?.ok !== true) throw new Error("not read");
      expect(read.value.shown).toBe(branch);
      expect(await reopened(read.value)).toBe(fingerprints[branch]);
    }
  });

  it("is the run as it stood when it was asked for, whatever is computed meanwhile", async () => {
    const { session } = await openSmall();
    await session.advance(5);
    const before = session.exportRun("csv");
    await finish(session);
    const whole = await (await session.exportRun("csv")).content.text();
    const half = await (await before).content.text();
    expect(half.length).toBeLessThan(whole.length);
    expect(whole.startsWith(half)).toBe(true);
  });

  it("as a run file is the tree that was saved", async () => {
    const session = await openWithBranch();
    const { content } = await session.exportRun("run");
    expect(readRunFile(await content.text(), "a.run.json")).toEqual({
      ok: true,
      value: await session.save(),
    });
  });
});
