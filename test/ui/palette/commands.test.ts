import { beforeAll, expect, test, vi } from "vitest";
import { commandItems } from "../../../src/ui/palette/commands.ts";
import { faultItems } from "../../../src/ui/palette/fault-items.ts";
import { itemsFor } from "../../../src/ui/palette/item.ts";
import { shareItems } from "../../../src/ui/palette/share-items.ts";
import { EventKind } from "../../../src/ui/run/kinds.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { usePlayhead } from "../../../src/ui/state/playhead-store.ts";
import { useRun } from "../../../src/ui/state/run-store.ts";
import { infoOf } from "../run/infos.ts";
import { chunkOf } from "../run/records.ts";

// The stores of the page ask the browser when they are made.
vi.hoisted(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {} }));
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
});

beforeAll(() => {
  const info = infoOf(["n1", "n2", "n3", "c1"], {
    tags: [{ name: "AppendEntries", family: "append", reply: false }],
  });
  const data = new RunData(info);
  data.append({
    columns: chunkOf([
      { timeUs: 0, node: 0, kind: EventKind.start },
      { timeUs: 90, node: 1, peer: 0, tag: 0, cause: 0 },
    ]),
    notes: [],
    history: [],
    violations: [],
  });
  // Before there is a run: nothing is asked of an engine then.
  usePlayhead.setState({ event: 0, timeUs: 10 });
  useRun.setState({ info, data, fingerprint: "0123456789abcdef" });
});

test.each([
  ["copy", "Copy seed"],
  ["copy link", "Copy link to this moment"],
  ["copy command", "Copy command"],
  ["copy fingerprint", "Copy fingerprint"],
  ["download", "Download run"],
  ["download scenario", "Download scenario"],
  ["open", "Open a file"],
  ["verdict", "Show the verdicts"],
  ["seed", "Copy seed"],
  ["another seed", "Another seed"],
  ["drop", "Drop AppendEntries n1 to n2, sent at 0 s"],
  ["crash n2", "Crash n2"],
  ["pause n3", "Pause n3"],
  ["isolate n1", "Isolate n1 from all others"],
  ["cut n1 n2", "Cut n1 to n2"],
  ["heal", "Heal all"],
  ["partition", "Partition: choose the sides"],
  ["compare", "Compare with another run"],
  ["keep", "Share and keep this run"],
  ["share", "Share and keep this run"],
])("%s finds: %s", (search, title) => {
  const all = [...commandItems(false), ...shareItems(), ...faultItems()];
  expect(itemsFor(search, all)[0]?.title).toBe(title);
});
