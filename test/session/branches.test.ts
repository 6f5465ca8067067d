import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../src/session/index.ts";
import { edited, finish, fingerprintOf, learn, openSmall, smallText } from "./small-run.ts";

const pauseAt = (atUs: number, node = "n2"): Change => ({
  do: "inject",
  atUs,
  yaml: `{ pause: ${node}, for: 500ms }`,
});

describe("branches", () => {
  it("keep the old future: it is still there, and is the same run", async () => {
    const { session } = await openSmall();
    const { last: main } = await finish(session);
    const info = await edited(session, pauseAt(2_500_000));
    expect(info.branches.map(({ name, parent, divergeUs }) => [name, parent, divergeUs])).toEqual([
      ["main", undefined, 0],
      ["pause n2 for 500 ms at 2.5 s", 0, 2_500_000],
    ]);
    expect(info.branches[0]).toMatchObject({ done: true, fingerprint: main.fingerprint });
    await finish(session);
    const back = await session.show(0);
    expect([back.branch, back.keepFrom, back.keepRecords]).toEqual([0, 0, main.events]);
    expect((await finish(session)).last.fingerprint).toBe(main.fingerprint);
  });

  it("are amended by a second change of the same thing; undo leads back through every one", async () => {
    const { session } = await openSmall();
    await edited(session, pauseAt(2_500_000));
    await edited(session, { do: "fault-time", fault: 1, atUs: 2_000_000 });
    const moved = await edited(session, { do: "fault-text", fault: 1, yaml: "{ crash: n3, for: 1s }" });
    expect(moved.branches.map(({ name }) => name)).toEqual(["main", "crash n3 for 1 s at 2 s"]);
    expect(moved.faults[1]).toMatchObject({ atUs: 2_000_000, text: "crash n3 for 1s", byHand: true });
    expect((await finish(session)).last.fingerprint).toBe(fingerprintOf(moved.text));
    const names = [];
    for (let at = 0; at < 3; at++) {
      const info = await session.undo();
      names.push(info.branches.find(({ id }) => id === info.branch)!.name);
    }
    expect(names).toEqual(["pause n2 for 500 ms at 2 s", "pause n2 for 500 ms at 2.5 s", "main"]);
    for (let at = 0; at < 3; at++) await session.redo();
    expect((await session.redo()).text).toBe(moved.text);
  });

  it("spring from one another: a change of something else is a branch of its own", async () => {
    const { session } = await openSmall();
    await edited(session, pauseAt(2_500_000));
    await edited(session, { do: "set", path: "loss", value: "0.1" });
    const info = await edited(session, { do: "set", path: "loss", value: "0.2" });
    expect(info.branches.map(({ name, parent }) => [name, parent])).toEqual([
      ["main", undefined],
      ["pause n2 for 500 ms at 2.5 s", 0],
      ["loss = 0.2", 1],
    ]);
    const removed = await session.remove(1);
    expect([removed.branch, removed.branches.length]).toEqual([0, 1]);
  });

  it("give another seed's run, and mute and delete faults", async () => {
    const { session } = await openSmall();
    const other = await edited(session, { do: "seed", seed: "8" });
    expect(other.command).toBe("npx lightcone run small.yaml --seed 8");
    expect((await finish(session)).last.fingerprint).toBe(fingerprintOf(smallText, "8"));
    await session.show(0);
    const muted = await edited(session, { do: "fault-mute", fault: 0, muted: true });
    expect(muted.faults).toMatchObject([{ muted: true, entry: 0 }]);
    const withoutFault = (await finish(session)).last.fingerprint;
    await session.show(0);
    const deleted = await edited(session, { do: "fault-delete", fault: 0 });
    expect(deleted.faults).toEqual([]);
    expect((await finish(session)).last.fingerprint).toBe(withoutFault);
  });

  it("keep what they share: a page that puts both together has what a fresh run tells", async () => {
    const { session, info } = await openSmall();
    const main = await learn(session, info);
    const branch = await edited(session, pauseAt(2_500_000));
    expect(branch.keepRecords).toBeGreaterThan(500);
    const told = await learn(session, branch, main);
    const fresh = (await openSmall()).session;
    const opened = await fresh.open({ file: "small.yaml", text: branch.text, seed: "7" });
    if (!opened.ok) throw new Error(opened.error[0]!.problem);
    expect(told).toEqual(await learn(fresh, opened.value));
  });

  it("lose no deletion: what is deleted next bears another number", async () => {
    const { session } = await openSmall();
    await edited(session, pauseAt(2_500_000));
    await edited(session, { do: "fault-delete", fault: 0 });
    await edited(session, { do: "fault-delete", fault: 0 });
    const { last } = await finish(session);
    const saved = await session.save();
    expect(saved.branches.length).toBe(3);
    const again = (await openSmall()).session;
    expect((await again.restore(saved)).ok).toBe(true);
    expect((await finish(again)).last.fingerprint).toBe(last.fingerprint);
  });

  it("keep the name that a reader gave, and go with their amended versions", async () => {
    const { session } = await openSmall();
    const { branch } = await edited(session, pauseAt(2_500_000));
    await session.rename(branch, "my idea");
    const moved = await edited(session, { do: "fault-time", fault: 1, atUs: 2_000_000 });
    expect(moved.branches.map(({ name }) => name)).toEqual(["main", "my idea"]);
    const back = await session.undo();
    expect(back.branches.length).toBe(3);
    const left = await session.remove(moved.branch);
    expect(left.branches.map(({ id }) => id)).toEqual([0, branch]);
    const main = await session.show(0);
    expect(main.branches.map(({ id }) => id)).toEqual([0, branch]);
  });

  it("leave nothing behind when what made them is taken back, or nothing was changed", async () => {
    const { session, info } = await openSmall();
    await edited(session, { do: "text", text: smallText.replace("clients: 2", "clients: 3") });
    const back = await edited(session, { do: "text", text: smallText });
    expect([back.branch, back.branches.length]).toEqual([0, 1]);
    expect((await session.redo()).text).toContain("clients: 3");
    await session.show(0);
    expect((await edited(session, { do: "seed", seed: "7" })).branch).toBe(0);
    expect((await session.info(0)).text).toBe(info.text);
  });

  it("can be amended hundreds of times", async () => {
    const { session } = await openSmall();
    await edited(session, { do: "set", path: "loss", value: "0.3" });
    for (let at = 0; at < 400; at++)
      await edited(session, { do: "set", path: "loss", value: `${at / 2000}` });
    expect((await session.info(0)).branches.length).toBe(2);
    expect((await session.undo()).branch).toBe(400);
  });

  it("that were let go for want of room answer as if they had been kept", async () => {
    const { session } = await openSmall(100);
    const { last: main } = await finish(session);
    const frame = await session.frame({ event: 700, hash: true });
    const judged = await session.judge();
    for (const seed of ["8", "9", "10"]) {
      await session.show(0);
      await edited(session, { do: "seed", seed });
      await finish(session);
    }
    expect(await session.frame({ event: 700, hash: true, branch: 0 })).toEqual(frame);
    expect(await session.judge(0)).toEqual(judged);
    expect((await session.divergence(1, 2))!.event).toBeLessThan(100);
    const info = await session.show(0);
    expect([info.keepRecords, info.branches[0]!.fingerprint]).toEqual([main.events, main.fingerprint]);
    expect((await finish(session)).records).toBe(0);
  });

  it("refuse what is wrong and stay as they were", async () => {
    const { session, info } = await openSmall();
    const wrong: Change[] = [
      { do: "fault-time", fault: 7, atUs: 1 },
      { do: "fault-text", fault: 0, yaml: "{ crash: n9 }" },
      { do: "seed", seed: "" },
      { do: "seed", seed: "a\nb" },
      { do: "text", text: "lightcone: 1" },
    ];
    for (const change of wrong) expect((await session.edit(change)).ok).toBe(false);
    expect((await session.info(0)).text).toBe(info.text);
    expect((await session.info(0)).branches.length).toBe(1);
  });

  it("are found to part at the fault that one of them has", async () => {
    const { session } = await openSmall();
    await finish(session);
    const info = await edited(session, pauseAt(2_500_000));
    expect(await session.divergence(0, info.branch)).toBeUndefined();
    await finish(session);
    const parted = (await session.divergence(0, info.branch))!;
    expect(parted.timeUs).toBeLessThanOrEqual(2_500_000);
    expect(parted.b).toBe("pause n2 for 500ms");
    expect(parted.a).not.toBe(parted.b);
    expect(await session.divergence(0, 0)).toBeUndefined();
    const same = await edited(session, { do: "text", text: info.text.replace("small cluster", "cluster") });
    await finish(session);
    expect(await session.divergence(info.branch, same.branch)).toBeUndefined();
  });
});

describe("a saved tree", () => {
  it("gives back names, branches and the very runs", async () => {
    const change = fc.oneof(
      fc.record({ atUs: fc.integer({ min: 0, max: 3_999_999 }) }).map(({ atUs }) => pauseAt(atUs)),
      fc.integer({ min: 0, max: 30 }).map((loss): Change => ({
        do: "set",
        path: "loss",
        value: `${loss / 100}`,
      })),
      fc.integer({ min: 1, max: 9 }).map((seed): Change => ({ do: "seed", seed: `${seed}` })),
      fc.record({ fault: fc.nat(2), muted: fc.boolean() }).map((is): Change => ({ do: "fault-mute", ...is })),
      fc.record({ fault: fc.nat(2) }).map((is): Change => ({ do: "fault-delete", ...is })),
      fc
        .record({ fault: fc.nat(2), atUs: fc.integer({ min: 0, max: 3_999_999 }) })
        .map((is): Change => ({ do: "fault-time", ...is })),
      fc
        .record({ fault: fc.nat(2) })
        .map((is): Change => ({ do: "fault-text", yaml: "{ isolate: n3, for: 100ms }", ...is })),
      fc.constant<Change>({ do: "text", text: smallText.replace("clients: 2", "clients: 3") }),
    );
    const steps = fc.array(fc.tuple(fc.nat(5), change), { minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const { session } = await openSmall();
        for (const [from, step] of plan) {
          const { branches } = await session.info(0);
          await session.show(branches[from % branches.length]!.id);
          await session.edit(step);
        }
        const saved = JSON.parse(JSON.stringify(await session.save())) as Awaited<
          ReturnType<typeof session.save>
        >;
        const { last } = await finish(session);
        const again = (await openSmall()).session;
        const restored = await again.restore(saved);
        if (!restored.ok) throw new Error(restored.error[0]!.problem);
        expect(await again.save()).toEqual(saved);
        expect((await finish(again)).last.fingerprint).toBe(last.fingerprint);
      }),
      { numRuns: 12 },
    );
  });

  it("of another engine says so; one with a change that cannot be made opens nothing", async () => {
    const { session } = await openSmall();
    const saved = await session.save();
    const other = await session.restore({ ...saved, engine: "lightcone/0.0.1" });
    expect(other.ok && other.value.notice).toContain("lightcone/0.0.1");
    const broken = [{ name: "b", parent: 0, changes: [{ do: "fault-time", fault: 9, atUs: 1 } as const] }];
    expect((await session.restore({ ...saved, branches: broken })).ok).toBe(false);
    expect((await session.restore({ ...saved, seed: "a\nb" })).ok).toBe(false);
  });
});
