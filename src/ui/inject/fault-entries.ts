import type { LinkFrame } from "../../session/index.ts";
import { listed } from "../format/listed.ts";
import { momentText } from "../format/time.ts";
import type { NodeStatus } from "../run/node-history.ts";
import {
  clockForm,
  cutForm,
  delayForm,
  diskForm,
  lossyLinkForm,
  messageYaml,
  outageForm,
  slowLinkForm,
  slowNodeForm,
  type FaultForm,
  type MessageNames,
} from "./fault-forms.ts";
import { operationForm } from "./operation-form.ts";
import type { FaultTarget } from "./fault-menu-store.ts";

/**
 * One line of a menu: the entry of `faults:` that it adds, at the playhead unless told; or the form that asks for more.
 */
export type FaultChoice = {
  readonly label: string;
  /** The label where no menu says what it is about; left out: the label says it. */
  readonly whole?: string;
} & ({ readonly yaml: string; readonly atUs?: number } | { readonly form: FaultForm });

export const wholeLabel = ({ label, whole }: FaultChoice): string => whole ?? label;

type Condition = LinkFrame["kind"];

/** What can be done to a node, given what it is and what is in force in the network. */
export function nodeFaults(
  name: string,
  status: NodeStatus,
  inForce: ReadonlySet<Condition>,
  atUs: number,
): FaultChoice[][] {
  const life: FaultChoice[] =
    status === "down"
      ? [{ label: "Restart", whole: `Restart ${name}`, yaml: `restart: ${name}` }]
      : [
          { label: "Crash", whole: `Crash ${name}`, yaml: `crash: ${name}` },
          status === "paused"
            ? { label: "Resume", whole: `Resume ${name}`, yaml: `resume: ${name}` }
            : { label: "Pause", whole: `Pause ${name}`, yaml: `pause: ${name}` },
          {
            label: "Isolate from all others",
            whole: `Isolate ${name} from all others`,
            yaml: `isolate: ${name}`,
          },
          {
            label: "For a while…",
            whole: `Pause, crash or isolate ${name} for a while…`,
            form: outageForm(name, atUs),
          },
        ];
  const slow: FaultChoice[] = [
    { label: "Slow its processor…", whole: `Slow ${name}'s processor…`, form: slowNodeForm(name, atUs) },
    { label: "Trouble its disk…", whole: `Trouble ${name}'s disk: stall, lose…`, form: diskForm(name, atUs) },
    {
      label: "Step its clock…",
      whole: `Step ${name}'s clock, or let it drift…`,
      form: clockForm(name, atUs),
    },
  ];
  return [life, healings(inForce, inForce), slow].filter((group) => group.length > 0);
}

/** What an operator may ask a node that leads. */
export function requests(name: string, others: readonly string[]): FaultChoice[] {
  return others.map((other) => ({
    label: `Hand leadership to ${other}`,
    whole: `Hand leadership from ${name} to ${other}`,
    yaml: `{ ask: ${name}, to: transfer-leadership, about: ${other} }`,
  }));
}

/** What an entry of the plan lifts, wherever in the network it is in force. */
const HEALINGS: readonly {
  readonly yaml: string;
  readonly words: readonly (readonly [Condition, string])[];
  readonly label: (words: string) => string;
}[] = [
  {
    yaml: "heal: partitions",
    words: [
      ["cut", "cuts"],
      ["partition", "partitions"],
    ],
    label: (words) => `Heal ${words}`,
  },
  {
    yaml: "heal: links",
    words: [
      ["slow", "slow"],
      ["lossy", "lossy"],
      ["duplicate", "duplicating"],
      ["reorder", "reordering"],
    ],
    label: (words) => `Mend ${words} links`,
  },
];

/** What would lift a condition that is `here`, named after all that it lifts of what is in force. */
function healings(here: ReadonlySet<Condition>, inForce: ReadonlySet<Condition>): FaultChoice[] {
  return HEALINGS.filter(({ words }) => words.some(([kind]) => here.has(kind))).map(
    ({ yaml, words, label }) => {
      const lifted = words.filter(([kind]) => inForce.has(kind)).map(([, word]) => word);
      return { label: label(listed(lifted)), yaml };
    },
  );
}

/** What can be done to the two directions of a link; `here` is in force on it, `inForce` anywhere. */
export function linkFaults(
  from: string,
  to: string,
  atUs: number,
  here: ReadonlySet<Condition>,
  inForce: ReadonlySet<Condition>,
): FaultChoice[][] {
  const both = (one: (a: string, b: string) => FaultChoice): FaultChoice[] => [one(from, to), one(to, from)];
  return [
    [
      ...both((a, b) => ({ label: `Cut ${a} to ${b}`, yaml: `cut: [${a}, ${b}]` })),
      { label: "Cut for a while…", whole: `Cut ${from} – ${to} for a while…`, form: cutForm(from, to, atUs) },
    ],
    [
      { label: "Slow…", whole: `Slow ${from} – ${to}…`, form: slowLinkForm(from, to, atUs) },
      {
        label: "Lose, duplicate, reorder…",
        whole: `Lose, duplicate, reorder messages ${from} – ${to}…`,
        form: lossyLinkForm(from, to, atUs),
      },
    ],
    healings(here, inForce),
  ].filter((group) => group.length > 0);
}

/** What can be done to one message on its way; not before it was sent. */
export function messageFaults(message: MessageNames, nowUs: number): FaultChoice[][] {
  const atUs = Math.max(nowUs, message.sentUs + 1);
  return [
    [
      {
        label: "Drop this message",
        whole: `Drop ${messageText(message)}`,
        yaml: messageYaml("drop-message", message),
        atUs,
      },
      {
        label: "Delay this message…",
        whole: `Delay ${messageText(message)}…`,
        form: delayForm(message, atUs),
      },
    ],
  ];
}

function messageText({ type, from, to, sentUs }: MessageNames): string {
  return `${type} ${from} to ${to}, sent at ${momentText(sentUs)}`;
}

/** What can be done with a client, besides what its workload draws. */
export function clientFaults(name: string, key: string, atUs: number, kind: string): FaultChoice[][] {
  const form = operationForm(name, key, atUs, kind);
  if (form === undefined) return [];
  return [[{ label: "Issue an operation…", whole: `${name} issues an operation…`, form }]];
}

export function targetText(target: FaultTarget, names: readonly string[]): string {
  if (target.kind === "node") return names[target.node] ?? "";
  if (target.kind === "fault") return "";
  return `${names[target.from]} ${target.kind === "link" ? "–" : "to"} ${names[target.to]}`;
}
