import { beforeAll, describe, expect, it } from "vitest";
import {
  EXPORT_FORMATS,
  runName,
  type Progress,
  type RunInfo,
  type SessionApi,
} from "../../src/session/index.ts";
import { finish, fingerprintOf, openSmall, smallText as text } from "./small-run.ts";

describe("session", () => {
  let session: SessionApi;
  let info: RunInfo;
  let total: { records: number; last: Progress; times: number[] };
  beforeAll(async () => {
    ({ session, info } = await openSmall());
    total = await finish(session);
  });

  it("computes the run that the command line computes", () => {
    expect(total.last.fingerprint).toBe(fingerprintOf(text));
    expect(total.records).toBe(total.last.events);
    expect(total.times).toEqual(total.times.toSorted((a, b) => a - b));
    expect(info.nodes.map((node) => node.name)).toEqual(["n1", "n2", "n3", "c1", "c2"]);
    expect(info.faults).toEqual([
      {
        atUs: 1_000_000,
        text: "crash n1 for 300ms",
        byHand: false,
        muted: false,
        entry: 0,
        yaml: "{ crash: n1, for: 300ms }",
      },
    ]);
    expect(info.command).toBe("npx lightcone run small.yaml --seed 7");
  });

  it("answers the exact frame of any event: states, messages in flight, faults", async () => {
    const event = total.times.findIndex((us) => us > 1_100_000);
    const frame = await session.frame({ event, hash: true });
    expect(frame.event).toBe(event);
    expect(frame.nodes[0]!.status).toBe("down");
    expect(frame.nodes[1]!.term).toBeGreaterThan(0);
    expect(frame.stateHash).toMatch(/^[0-9a-f]{16}$/);
    for (const message of frame.messages) {
      expect(message.sentUs).toBeLessThanOrEqual(frame.timeUs);
      expect(message.arrivesUs).toBeGreaterThanOrEqual(frame.timeUs);
    }
    const before = await session.frame({ event: -1 });
    expect(before.timeUs).toBe(0);
    expect(await session.frame({ event, hash: true })).toEqual(frame);
  });

  it("tells an event in words, with the causes behind it", async () => {
    const detail = (await session.event(total.records - 1))!;
    expect(detail.text).toMatch(/n\d|c\d/);
    expect(detail.why.length).toBeGreaterThan(1);
    expect(detail.why[0]!.index).toBe(total.records - 1);
    for (let at = 1; at < detail.why.length; at++) {
      expect(detail.why[at]!.index).toBeLessThan(detail.why[at - 1]!.index);
    }
    expect(await session.event(total.records)).toBeUndefined();
  });

  it("judges what was computed", async () => {
    const judgement = await session.judge();
    expect(judgement.done).toBe(true);
    expect(judgement.operations.invoke).toBeGreaterThan(50);
    expect(judgement.checks.find((check) => check.name === "linearizable")!.verdict).toBe("valid");
  });

  it("tells a metric with its unit", async () => {
    const { session: other } = await openSmall();
    await other.edit({ do: "text", text: `${text}metrics: [latency p99, elections]\n` });
    await finish(other);
    expect((await other.judge()).metrics).toEqual([
      ["latency p99", expect.any(Number), "ms"],
      ["elections", expect.any(Number), ""],
    ]);
  });

  it("refuses a wrong scenario and keeps the run that is open", async () => {
    const wrong = await session.open({
      file: "small.yaml",
      text: text.replace("program: raft", "program: rafd"),
    });
    expect(wrong.ok).toBe(false);
    expect((await session.judge()).done).toBe(true);
  });
});

describe("an injected fault", () => {
  it("gives the run that its document gives from the start, keeps the prefix, and can be undone and redone", async () => {
    const { session } = await openSmall();
    const { last: first, times } = await finish(session);
    const injected = await session.edit({
      do: "inject",
      atUs: 2_500_000,
      yaml: "{ pause: leader, for: 500ms }",
    });
    if (!injected.ok) throw new Error(injected.error[0]!.problem);
    const { keepRecords, faults, text: edited, canUndo, canRedo } = injected.value;
    expect(faults.at(-1)).toEqual({
      atUs: 2_500_000,
      text: "pause leader for 500ms",
      byHand: true,
      muted: false,
      entry: faults.length - 1,
      yaml: "{ pause: leader, for: 500ms }",
    });
    expect([canUndo, canRedo]).toEqual([true, false]);
    expect(keepRecords).toBeGreaterThan(100);
    expect(times[keepRecords - 1] ?? 0).toBeLessThan(2_500_000);
    const { last: second, times: after } = await finish(session);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(second.fingerprint).toBe(fingerprintOf(edited));
    expect(keepRecords + after.length).toBe(second.events);
    const undone = await session.undo();
    expect([undone.canUndo, undone.canRedo]).toEqual([false, true]);
    expect((await finish(session)).last.fingerprint).toBe(first.fingerprint);
    await session.redo();
    expect((await finish(session)).last.fingerprint).toBe(second.fingerprint);
  });

  it("names the file that its command needs", async () => {
    const { session, info } = await openSmall();
    expect([info.fileName, info.command]).toEqual(["small.yaml", "npx lightcone run small.yaml --seed 7"]);
    const injected = await session.edit({ do: "inject", atUs: 1_000_000, yaml: "{ crash: n2 }" });
    if (!injected.ok) throw new Error(injected.error[0]!.problem);
    expect(injected.value.fileName).toBe("small.crash-n2-at-1-s.yaml");
    expect(injected.value.command).toBe("npx lightcone run small.crash-n2-at-1-s.yaml --seed 7");
  });

  it("names files of two branches differently, those of every format alike", async () => {
    const { session } = await openSmall();
    for (const [name, stem] of [
      ["n1 | n2, n3", "small.n1-n2-n3.seed-7"],
      ["n1, n2 | n3", "small.n1-n2-n3-2.seed-7"],
    ] as const) {
      await session.show(0);
      const edited = await session.edit({ do: "inject", atUs: 1_000_000, yaml: "{ crash: n2 }" });
      if (!edited.ok) throw new Error(edited.error[0]!.problem);
      const info = await session.rename(edited.value.branch, name);
      expect(runName(info.fileName, info.seed)).toBe(stem);
      const files = await Promise.all(EXPORT_FORMATS.map((format) => session.exportRun(format)));
      for (const file of files) expect(file.name.startsWith(`${stem}.`), file.name).toBe(true);
    }
  });

  it("is refused when it is wrong, and the run stays", async () => {
    const { session, info } = await openSmall();
    const { last } = await finish(session);
    for (const fault of ["{ crash: n9 }", "{ crsh: n1 }", "[", ""]) {
      const refused = await session.edit({ do: "inject", atUs: 1_000_000, yaml: fault });
      expect(refused.ok).toBe(false);
    }
    expect((await session.edit({ do: "inject", atUs: info.untilUs + 1, yaml: "{ crash: n1 }" })).ok).toBe(
      false,
    );
    expect((await session.frame({ event: last.events - 1 })).event).toBe(last.events - 1);
  });
});

describe("a parameter's new value", () => {
  it("keeps what was injected, says how to repeat it, and can be undone", async () => {
    const { session } = await openSmall();
    const { last: first } = await finish(session);
    const alone = await session.edit({ do: "set", path: "loss", value: "0.2" });
    if (!alone.ok) throw new Error(alone.error[0]!.problem);
    expect(alone.value.command).toBe("npx lightcone run small.yaml --seed 7 --set loss=0.2");
    expect(alone.value.params[0]!.value).toBe("0.2");
    await session.undo();
    await session.edit({ do: "inject", atUs: 2_500_000, yaml: "{ pause: n2, for: 500ms }" });
    const both = await session.edit({ do: "set", path: "loss", value: "0.1" });
    if (!both.ok) throw new Error(both.error[0]!.problem);
    expect(both.value.faults.map((fault) => fault.byHand)).toEqual([false, true]);
    expect(both.value).toMatchObject({ isEdited: true, keepRecords: 0, set: [["loss", "0.1"]] });
    expect((await finish(session)).last.fingerprint).toBe(fingerprintOf(both.value.text));
    await session.undo();
    const undone = await session.undo();
    expect(undone).toMatchObject({ isEdited: false, set: [], canUndo: false });
    expect((await finish(session)).last.fingerprint).toBe(first.fingerprint);
  });

  it("is refused when it is wrong, and the run stays", async () => {
    const { session } = await openSmall();
    const { last } = await finish(session);
    expect((await session.edit({ do: "set", path: "loss", value: "much" })).ok).toBe(false);
    expect((await session.edit({ do: "set", path: "no.such.path", value: "1" })).ok).toBe(false);
    expect((await session.judge()).done).toBe(true);
    expect((await session.frame({ event: last.events - 1 })).event).toBe(last.events - 1);
  });
});
