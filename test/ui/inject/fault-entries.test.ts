import { expect, test } from "vitest";
import { appendFault, parseScenario } from "../../../src/scenario/index.ts";
import { createSession } from "../../../src/session/index.ts";
import {
  clientFaults,
  linkFaults,
  messageFaults,
  nodeFaults,
  requests,
  type FaultChoice,
} from "../../../src/ui/inject/fault-entries.ts";
import { editForm, type FaultForm, type Values } from "../../../src/ui/inject/fault-forms.ts";

const text =
  "lightcone: 1\ntitle: A run\ncluster: { program: raft, nodes: 3 }\nworkload: { clients: 1, rate: 1/s }\nrun: { until: 10s }\n";
const atUs = 2_000_000;

const everything = new Set(["cut", "partition", "slow", "lossy", "duplicate", "reorder"] as const);

const choices = [
  ...(["up", "down", "paused"] as const).flatMap((status) =>
    nodeFaults("n1", status, everything, atUs).flat(),
  ),
  ...requests("n1", ["n2", "n3"]),
  ...linkFaults("n1", "n2", atUs, everything, everything).flat(),
  ...messageFaults({ from: "n1", to: "n2", type: "AppendEntries", sentUs: atUs - 1 }, atUs).flat(),
];
const offered = choices.flatMap(yamlsOfChoice);

test.each([...new Set(offered)])("the engine accepts what a menu offers: %s", (yaml) => {
  const added = appendFault(text, "run.yaml", atUs, yaml);
  expect(added.ok && parseScenario(added.value, "run.yaml")).toMatchObject({ ok: true });
});

test.each(["key-value", "set", "counter", "text", "transactions", "write-then-read"])(
  "the engine accepts every operation that is offered for a client of the kind %s",
  (kind) => {
    const ofKind = text.replace("workload: {", `workload: { kind: ${kind},`);
    const yamls = clientFaults("c1", "x", atUs, kind).flat().flatMap(yamlsOfChoice);
    expect(yamls.length).toBeGreaterThan(0);
    for (const yaml of yamls) {
      const added = appendFault(ofKind, "run.yaml", atUs, yaml);
      expect(added.ok && parseScenario(added.value, "run.yaml"), yaml).toMatchObject({ ok: true });
    }
  },
);

test("what is typed as text stays text, and clients of an unknown kind are offered nothing", () => {
  const [choice] = clientFaults("c1", "x", atUs, "text").flat();
  if (choice === undefined || !("form" in choice)) throw new Error("no form");
  const values = { what: "insert", key: "x", position: "3", text: 'say "hi", 1' };
  const yaml = '{ operation: c1, do: { insert: [x, 3, "say \\"hi\\", 1"] } }';
  expect(choice.form.toChanges(values)).toEqual({ ok: true, value: [{ do: "inject", atUs, yaml }] });
  expect(clientFaults("c1", "x", atUs, "something else")).toEqual([]);
});

test("what heals a link fits what is in force on it, and is named after all that it lifts", () => {
  type Kinds = Parameters<typeof linkFaults>[3];
  const offeredBy = (here: Kinds, inForce: Kinds): unknown[] =>
    linkFaults("n1", "n2", atUs, here, inForce)
      .flat()
      .filter((choice) => "yaml" in choice && choice.yaml.startsWith("heal"));
  expect(offeredBy(new Set(), everything)).toEqual([]);
  expect(offeredBy(new Set(["cut"]), new Set(["cut", "partition", "slow"]))).toEqual([
    { label: "Heal cuts and partitions", yaml: "heal: partitions" },
  ]);
  expect(offeredBy(new Set(["slow"]), new Set(["slow", "lossy", "cut"]))).toEqual([
    { label: "Mend slow and lossy links", yaml: "heal: links" },
  ]);
  expect(nodeFaults("n1", "up", new Set(["cut"]), atUs)).toContainEqual([
    { label: "Heal cuts", yaml: "heal: partitions" },
  ]);
});

test.each([
  ["cut", "cut: [n1, n2]"],
  ["slow", "{ slow: [n1, n2], factor: 10 }"],
] as const)("what a link that is %s is healed by ends it", async (kind, fault) => {
  const [heal] = linkFaults("n1", "n2", atUs, new Set([kind]), new Set([kind]))
    .flat()
    .slice(-1);
  if (heal === undefined || !("yaml" in heal)) throw new Error("nothing heals it");
  const session = createSession(() => 0);
  await session.open({ file: "run.yaml", text });
  await session.edit({ do: "inject", atUs, yaml: fault });
  await session.edit({ do: "inject", atUs: atUs + 1, yaml: heal.yaml });
  const { events, columns } = await session.advance(200);
  const struck = Array.from(columns.timeUs).indexOf(atUs);
  expect(events).toBeGreaterThan(struck + 1);
  const frames = await Promise.all([0, 1].map((by) => session.frame({ event: struck + by })));
  expect(frames.map(({ links }) => links.map((link) => link.kind))).toEqual([[kind], []]);
});

test("a message is struck no earlier than after it was sent", () => {
  const message = { from: "n1", to: "n2", type: "AppendEntries", sentUs: atUs };
  const [drop] = messageFaults(message, atUs).flat();
  expect(drop).toMatchObject({
    yaml: "{ drop-message: [n1, n2], sent: 2s, type: AppendEntries }",
    atUs: atUs + 1,
  });
});

test("a form says what is wrong with a time, and edits only what was changed", () => {
  const form = editForm(3, 2_100_000, "{ crash: n1 }");
  expect(form.fields[0]!.value).toBe("2.1s");
  expect(form.toChanges({ at: "soon", yaml: "{ crash: n1 }" })).toMatchObject({ ok: false });
  expect(form.toChanges({ at: "2.1s", yaml: "{ crash: n1 }" })).toEqual({ ok: true, value: [] });
  expect(form.toChanges({ at: "150ms", yaml: "{ crash: n2 }" })).toEqual({
    ok: true,
    value: [
      { do: "fault-text", fault: 3, yaml: "{ crash: n2 }" },
      { do: "fault-time", fault: 3, atUs: 150_000 },
    ],
  });
});

function yamlsOfChoice(choice: FaultChoice): string[] {
  return "form" in choice ? yamlsOf(choice.form) : [choice.yaml];
}

/** What a form injects as it stands, and with each other choice of each field; also with what may be empty left so. */
function yamlsOf(form: FaultForm): string[] {
  const usual = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
  const others = form.fields.flatMap(({ name, choices: values = [] }) =>
    values.map(([value]): Values => ({ ...usual, [name]: value })),
  );
  const empty = form.fields.filter(({ hint }) => hint?.includes("when empty") === true);
  return [usual, ...others].flatMap((values) => {
    const lasting = { ...values, ...Object.fromEntries(empty.map(({ name }) => [name, ""])) };
    const isStall = values["what"] === "disk-stall";
    return [values, ...(isStall ? [] : [lasting])].flatMap((each) => {
      const changes = form.toChanges(each);
      if (!changes.ok) throw new Error(changes.error);
      return changes.value.flatMap((change) => (change.do === "inject" ? [change.yaml] : []));
    });
  });
}
