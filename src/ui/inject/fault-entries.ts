import type { NodeStatus } from "../run/node-history.ts";
import {
  clockForm,
  cutForm,
  delayForm,
  diskForm,
  lossyLinkForm,
  messageYaml,
  operationForm,
  outageForm,
  slowLinkForm,
  slowNodeForm,
  type FaultForm,
  type MessageNames,
} from "./fault-forms.ts";
import type { FaultTarget } from "./fault-menu-store.ts";

/**
 * One line of a menu: the entry of `faults:` that it adds, at the playhead unless told; or the form that asks for more.
 */
export type FaultChoice =
  | { readonly label: string; readonly yaml: string; readonly atUs?: number }
  | { readonly label: string; readonly form: FaultForm };

/** What can be done to a node, given what it is. */
export function nodeFaults(
  name: string,
  status: NodeStatus,
  isParted: boolean,
  atUs: number,
): FaultChoice[][] {
  const life: FaultChoice[] =
    status === "down"
      ? [{ label: "Restart", yaml: `restart: ${name}` }]
      : [
          { label: "Crash", yaml: `crash: ${name}` },
          status === "paused"
            ? { label: "Resume", yaml: `resume: ${name}` }
            : { label: "Pause", yaml: `pause: ${name}` },
          { label: "Isolate from all others", yaml: `isolate: ${name}` },
          { label: "For a while…", form: outageForm(name, atUs) },
        ];
  const heal: FaultChoice[] = isParted ? [{ label: "Heal partitions", yaml: "heal: partitions" }] : [];
  const slow: FaultChoice[] = [
    { label: "Slow its processor…", form: slowNodeForm(name, atUs) },
    { label: "Trouble its disk…", form: diskForm(name, atUs) },
    { label: "Step its clock…", form: clockForm(name, atUs) },
  ];
  return [life, heal, slow].filter((group) => group.length > 0);
}

/** What an operator may ask a node that leads. */
export function requests(name: string, others: readonly string[]): FaultChoice[] {
  return others.map((other) => ({
    label: `Hand leadership to ${other}`,
    yaml: `{ ask: ${name}, to: transfer-leadership, about: ${other} }`,
  }));
}

/** What can be done to the two directions of a link. */
export function linkFaults(from: string, to: string, atUs: number): FaultChoice[][] {
  const both = (one: (a: string, b: string) => FaultChoice): FaultChoice[] => [one(from, to), one(to, from)];
  return [
    [
      ...both((a, b) => ({ label: `Cut ${a} to ${b}`, yaml: `cut: [${a}, ${b}]` })),
      { label: "Cut for a while…", form: cutForm(from, to, atUs) },
    ],
    [
      { label: "Slow…", form: slowLinkForm(from, to, atUs) },
      { label: "Lose, duplicate, reorder…", form: lossyLinkForm(from, to, atUs) },
    ],
    [{ label: "Heal links", yaml: "heal: links" }],
  ];
}

/** What can be done to one message on its way; not before it was sent. */
export function messageFaults(message: MessageNames, nowUs: number): FaultChoice[][] {
  const atUs = Math.max(nowUs, message.sentUs + 1);
  return [
    [
      { label: "Drop this message", yaml: messageYaml("drop-message", message), atUs },
      { label: "Delay this message…", form: delayForm(message, atUs) },
    ],
  ];
}

/** What can be done with a client, besides what its workload draws. */
export function clientFaults(name: string, key: string, atUs: number): FaultChoice[][] {
  return [[{ label: "Issue an operation…", form: operationForm(name, key, atUs) }]];
}

export function targetText(target: FaultTarget, names: readonly string[]): string {
  if (target.kind === "node") return names[target.node] ?? "";
  if (target.kind === "fault") return "";
  return `${names[target.from]} ${target.kind === "link" ? "–" : "to"} ${names[target.to]}`;
}
