import { readdirSync, readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change, SavedRun } from "../../../src/session/index.ts";
import type { LinkState } from "../../../src/ui/link/link-state.ts";
import { toLinkJson } from "../../../src/ui/link/link-json.ts";
import { readLink, readState } from "../../../src/ui/link/read-link.ts";
import { savedFileName } from "../../../src/ui/link/run-file.ts";
import { linkHash } from "../../../src/ui/link/write-link.ts";

const file = "scenarios/consensus/first-election.yaml";
const text = readFileSync(file, "utf8");
const gallery = (name: string): Promise<string | undefined> =>
  Promise.resolve(name === file ? text : undefined);
const nowhere = (): Promise<undefined> => Promise.resolve(undefined);

const opened: SavedRun = {
  lightcone: "run",
  version: 1,
  engine: "1",
  file,
  text,
  seed: "42",
  set: [],
  branches: [],
  shown: 0,
};
const start: LinkState = {
  run: opened,
  place: {
    event: -1,
    timeUs: 0,
    selection: { kind: "none" },
    view: { tab: "space-time", isLessonOpen: true, isFollowing: true, fromUs: 0, spanUs: 0 },
  },
};

async function packed(state: LinkState, known?: string): Promise<string> {
  return (await linkHash(state, known)).slice("#/x/".length);
}

const packJson = (json: unknown): string => deflateRawSync(JSON.stringify(json)).toString("base64url");

const someText = fc.string({ unit: "grapheme", maxLength: 60 });
const someName = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
const someCount = fc.nat(1e6);
const someChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ do: fc.constant("inject" as const), atUs: someCount, yaml: someText }),
  fc.record({ do: fc.constant("fault-text" as const), fault: someCount, yaml: someText }),
  fc.record({ do: fc.constant("fault-time" as const), fault: someCount, atUs: someCount }),
  fc.record({ do: fc.constant("fault-mute" as const), fault: someCount, muted: fc.boolean() }),
  fc.record({ do: fc.constant("fault-delete" as const), fault: someCount }),
  fc.record({ do: fc.constant("set" as const), path: someText, value: someText }),
  fc.record({ do: fc.constant("seed" as const), seed: someName }),
  fc.record({ do: fc.constant("text" as const), text: someText }),
);
const someTree = fc
  .array(fc.record({ name: someText, parent: fc.nat(), changes: fc.array(someChange) }), { maxLength: 8 })
  .map((all) => all.map((branch, index) => ({ ...branch, parent: branch.parent % (index + 1) })));
const someRun: fc.Arbitrary<SavedRun> = someTree.chain((branches) =>
  fc.record(
    {
      lightcone: fc.constant("run" as const),
      version: fc.constant(1 as const),
      engine: someText,
      file: fc.constantFrom(file, "mine.yaml"),
      text: fc.oneof(fc.constant(text), someText),
      seed: someName,
      set: fc.array(fc.tuple(someText, someText)),
      branches: fc.constant(branches),
      shown: fc.nat(branches.length),
      fingerprint: fc.constant("0123456789abcdef"),
    },
    { requiredKeys: ["lightcone", "version", "engine", "file", "text", "seed", "set", "branches", "shown"] },
  ),
);
const someState: fc.Arbitrary<LinkState> = fc.record({
  run: someRun,
  place: fc.record(
    {
      event: fc.integer({ min: -1, max: 1e9 }),
      timeUs: fc.double({ min: 0, max: 1e12, noNaN: true }),
      selection: fc.oneof(
        fc.constant({ kind: "none" as const }),
        fc.record({ kind: fc.constant("node" as const), node: someCount }),
        fc.record({ kind: fc.constant("link" as const), from: someCount, to: someCount }),
        fc.record({ kind: fc.constant("event" as const), event: someCount }),
        fc.record({ kind: fc.constant("operation" as const), index: someCount }),
      ),
      view: fc.record({
        tab: someText,
        isLessonOpen: fc.boolean(),
        isFollowing: fc.boolean(),
        fromUs: fc.integer(),
        spanUs: someCount,
      }),
      seenUs: someCount,
      compared: someCount,
      filter: fc.record({
        hiddenTags: fc.array(someText),
        hiddenNodes: fc.array(someText),
        thinNodes: fc.array(someText),
        search: someText,
        timestamps: fc.constantFrom("none" as const, "lamport" as const, "vector" as const),
      }),
      marks: fc.array(fc.record({ event: fc.integer({ min: -1 }), timeUs: someCount, name: someText })),
      stateHash: fc.constant("fedcba9876543210"),
    },
    { requiredKeys: ["timeUs", "selection", "view"] },
  ),
});

test("any state survives the way into a link and back, whether or not the gallery has its document", async () => {
  await fc.assert(
    fc.asyncProperty(someState, async (state) => {
      // JSON has no −0, and neither has a link.
      const plain = JSON.parse(JSON.stringify(state)) as LinkState;
      const known = await gallery(state.run.file);
      expect(await readLink(await packed(plain, known), gallery)).toEqual({
        ok: true,
        value: { state: plain },
      });
    }),
  );
});

test("damage is told in a sentence, whatever it is, and never thrown", async () => {
  const link = await packed(start, text);
  const damage = fc.oneof(
    fc.nat(link.length).map((length) => link.slice(0, length)),
    fc
      .tuple(fc.nat(link.length - 1), fc.constantFrom("a", "Z", "0", "-", "_", "%", "/", " ", "\u{1f4a5}"))
      .map(([at, char]) => link.slice(0, at) + char + link.slice(at + 1)),
    fc.base64String().map((text64) => text64.replaceAll("=", "")),
    fc.string({ unit: "grapheme" }),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (damaged) => {
      const read = await readLink(damaged, gallery);
      if (read.ok) expect(read.value.state.run.file).toBe(file);
      else expect(read.error).toMatch(/^This link cannot be (read|opened): /);
    }),
    { numRuns: 500 },
  );
});

test("a link cut short anywhere is said to be cut off, not to have strange characters", async () => {
  const link = await packed(start, text);
  for (let length = 0; length < link.length; length++) {
    const error = "This link cannot be read: it is cut off or damaged";
    expect(await readLink(link.slice(0, length), gallery)).toEqual({ ok: false, error });
  }
});

test("JSON of any shape is told in a sentence", async () => {
  const shapes = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map((run) => ({ link: 1, run })),
    fc.jsonValue().map((place) => ({ ...toLinkJson(start, text), place })),
    fc.record({ link: fc.oneof(fc.integer(), fc.double()), run: fc.jsonValue() }),
  );
  await fc.assert(
    fc.asyncProperty(shapes, async (json) => {
      const read = await readState(json, "run.json", gallery);
      expect(read.ok ? "" : read.error).toMatch(/^(run\.json cannot be opened: \S|$)/);
    }),
    { numRuns: 500 },
  );
});

test("a few bytes that unfold into gigabytes are refused before they do", async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, "a")).toString("base64url");
  expect(bomb.length).toBeLessThan(100_000);
  expect(await readLink(bomb, gallery)).toEqual({
    ok: false,
    error: "This link cannot be read: it unfolds into more than 4 MB",
  });
});

test("runs that were saved at other branches are saved under other names", () => {
  const branches = ["crash n1 at 1 s", "crash n2 at 1 s"].map((name) => ({ name, parent: 0, changes: [] }));
  const names = [0, 1, 2].map((shown) => savedFileName({ ...opened, branches, shown }));
  expect(names).toEqual([
    "first-election.seed-42.run.json",
    "first-election.crash-n1-at-1-s.seed-42.run.json",
    "first-election.crash-n2-at-1-s.seed-42.run.json",
  ]);
});

test("a link of a newer format names both formats", async () => {
  const read = await readLink(packJson({ ...toLinkJson(start, text), link: 2 }), gallery);
  expect(read).toMatchObject({ ok: false });
  expect(!read.ok && read.error).toContain("newer Lightcone (format 2; this one knows up to 1)");
});

test("a link of version 0 is read: its list of changes is a branch", async () => {
  const { branches: _, shown: __, text: ___, ...run } = opened;
  const changes: Change[] = [{ do: "inject", atUs: 300_000, yaml: "{ crash: n1 }" }];
  const read = await readLink(packJson({ link: 0, run: { ...run, changes }, timeUs: 2_000 }), gallery);
  expect(read).toEqual({
    ok: true,
    value: {
      state: {
        run: { ...opened, branches: [{ name: "changed", parent: 0, changes }], shown: 1 },
        place: { timeUs: 2_000, selection: { kind: "none" }, view: start.place.view },
      },
    },
  });
});

test("a document that the gallery has changed since is opened with a notice, one it has lost is not", async () => {
  const link = await packed(start, text);
  const changed = await readLink(link, () => Promise.resolve(`${text}\n# changed\n`));
  expect(changed.ok && changed.value.notice).toContain("was changed since this was made");
  expect(await readLink(link, nowhere)).toEqual({
    ok: false,
    error: `This link cannot be opened: there is no scenario "${file}" here`,
  });
});

test("a tree that does not hang together is refused", async () => {
  for (const wrong of [
    { shown: 1 },
    { branches: [{ name: "a", parent: 1, changes: [] }] },
    { branches: [{ name: "a", parent: 0, changes: [{ do: "explode" }] }] },
    { seed: 42 },
  ]) {
    const json = toLinkJson(start, text);
    const read = await readLink(packJson({ ...json, run: { ...json.run, ...wrong } }), gallery);
    expect([wrong, read.ok]).toEqual([wrong, false]);
  }
});

test("every scenario's link with five edits is far under 2,000 characters", async () => {
  const files = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `scenarios/${name.replaceAll("\\", "/")}`);
  expect(files.length).toBeGreaterThan(5);
  const edits = [
    "{ crash: n3 }",
    "{ partition: [[n1, n2], [n3, n4, n5]] }",
    "{ heal: all }",
    "{ pause: n1 }",
  ];
  for (const path of files) {
    const document = readFileSync(path, "utf8");
    const branches = [...edits, "{ restart: n3 }"].map((yaml, index) => ({
      name: `what if ${index + 1}`,
      parent: index,
      changes: [{ do: "inject" as const, atUs: 1_234_567 + index * 98_765, yaml }],
    }));
    const run = { ...opened, file: path, text: document, branches, shown: branches.length };
    const place = { ...start.place, event: 12_345, timeUs: 2_173_000, stateHash: "9f3c01ab77e2d410" };
    const link = await linkHash({ run: { ...run, fingerprint: "0123456789abcdef" }, place }, document);
    expect([path, link.length < 1_000]).toEqual([path, true]);
  }
});
