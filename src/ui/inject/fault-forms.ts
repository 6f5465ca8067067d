import { err, ok, parseDuration, type Result } from "../../base/index.ts";
import type { Change } from "../../session/index.ts";
import { secondsText } from "../format/time.ts";

/** What a reader may set before something is injected. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What may be chosen, as value and words; a line of text otherwise. */
  readonly choices?: readonly (readonly [value: string, words: string])[];
  /** Beside the field: its form, or what happens when it is left empty. */
  readonly hint?: string;
  /** Only with these values of another field. */
  readonly only?: { readonly field: string; readonly values: readonly string[] };
  readonly isCode?: boolean;
  /** What is typed is text, whatever is in it. */
  readonly isText?: boolean;
}

export type Values = Readonly<Record<string, string>>;

/** A small form: its values become edits, made one after the other; or what is wrong with them, in a sentence. */
export interface FaultForm {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly FormField[];
  toChanges(values: Values): Result<readonly Change[], string>;
}

/** A form whose values make one entry of `faults:` at `atUs`. */
export function injecting(
  title: string,
  atUs: number,
  fields: readonly FormField[],
  toYaml: (values: Values) => string,
): FaultForm {
  const toChanges: FaultForm["toChanges"] = (values) => ok([{ do: "inject", atUs, yaml: toYaml(values) }]);
  return { title, submit: "Inject", fields, toChanges };
}

const LASTS = { name: "for", label: "for", value: "", hint: "for ever when empty" } as const;

export function outageForm(node: string, atUs: number): FaultForm {
  const what = {
    name: "what",
    label: "what",
    value: "pause",
    choices: [
      ["pause", "pause"],
      ["crash", "crash, then restart"],
      ["isolate", "isolate from all others"],
    ],
  } as const;
  const fields = [what, { ...LASTS, value: "500ms" }];
  return injecting(`${node}, for a while`, atUs, fields, (values) =>
    entry([values["what"]!, node], ["for", values["for"]]),
  );
}

export function slowNodeForm(node: string, atUs: number): FaultForm {
  const add = { name: "add", label: "each event takes longer by", value: "20ms" };
  return injecting(`Slow processor of ${node}`, atUs, [add, { ...LASTS, value: "2s" }], (values) =>
    entry(["slow-node", node], ["add", values["add"]], ["for", values["for"]]),
  );
}

export function diskForm(node: string, atUs: number): FaultForm {
  const what = {
    name: "what",
    label: "what",
    value: "disk-stall",
    choices: [
      ["disk-stall", "syncs do not complete"],
      ["disk-lose", "loses what it acknowledges"],
    ],
  } as const;
  return injecting(`Disk of ${node}`, atUs, [what, { ...LASTS, value: "500ms" }], (values) =>
    entry([values["what"]!, node], ["for", values["for"]]),
  );
}

export function clockForm(node: string, atUs: number): FaultForm {
  const what = {
    name: "what",
    label: "what",
    value: "clock-step",
    choices: [
      ["clock-step", "jumps"],
      ["clock-drift", "runs faster or slower"],
    ],
  } as const;
  const step = {
    name: "step",
    label: "by",
    value: "1s",
    hint: "1s ahead, -1s back",
    only: { field: "what", values: ["clock-step"] },
  };
  const drift = {
    name: "drift",
    label: "by",
    value: "10%",
    hint: "-10% is slower; 200ppm",
    only: { field: "what", values: ["clock-drift"] },
  };
  const lasts = { ...LASTS, only: { field: "what", values: ["clock-drift"] } };
  return injecting(`Clock of ${node}`, atUs, [what, step, drift, lasts], (values) =>
    values["what"] === "clock-step"
      ? entry(["clock-step", node], ["by", values["step"]])
      : entry(["clock-drift", node], ["by", values["drift"]], ["for", values["for"]]),
  );
}

/** One of the two directions of a link. */
function directionField(from: string, to: string): FormField {
  return {
    name: "direction",
    label: "direction",
    value: `[${from}, ${to}]`,
    choices: [
      [`[${from}, ${to}]`, `${from} to ${to}`],
      [`[${to}, ${from}]`, `${to} to ${from}`],
    ],
  };
}

export function cutForm(from: string, to: string, atUs: number): FaultForm {
  const fields = [directionField(from, to), { ...LASTS, value: "1s" }];
  return injecting("Cut one direction", atUs, fields, (values) =>
    entry(["cut", values["direction"]!], ["for", values["for"]]),
  );
}

export function slowLinkForm(from: string, to: string, atUs: number): FaultForm {
  const fields = [
    directionField(from, to),
    { name: "factor", label: "delays times", value: "10" },
    { name: "add", label: "and longer by", value: "0" },
    LASTS,
  ];
  return injecting("Slow one direction", atUs, fields, (values) =>
    entry(
      ["slow", values["direction"]!],
      ["factor", values["factor"]],
      ["add", values["add"]],
      ["for", values["for"]],
    ),
  );
}

export function lossyLinkForm(from: string, to: string, atUs: number): FaultForm {
  const what = {
    name: "what",
    label: "messages",
    value: "lossy",
    choices: [
      ["lossy", "are lost"],
      ["duplicate", "arrive twice"],
      ["reorder", "are held back"],
    ],
  } as const;
  const share = { name: "probability", label: "how many", value: "50%" };
  const fields = [directionField(from, to), what, share, LASTS];
  return injecting("Lose, duplicate, reorder", atUs, fields, (values) =>
    entry(
      [values["what"]!, values["direction"]!],
      ["probability", values["probability"]],
      ["for", values["for"]],
    ),
  );
}

/** A message on its way, as an entry names it. */
export interface MessageNames {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly sentUs: number;
}

/** One message, known by its link, its kind and the moment at which it was sent; all of them if there were several. */
export function messageYaml(kind: "drop-message" | "delay-message", message: MessageNames, by = ""): string {
  const { from, to, type, sentUs } = message;
  const sent = `${Number(secondsText(sentUs, 6))}s`;
  return entry([kind, `[${from}, ${to}]`], ["by", by], ["sent", sent], ["type", type]);
}

export function delayForm(message: MessageNames, atUs: number): FaultForm {
  const by = { name: "by", label: "later by", value: "50ms" };
  const title = `Delay this ${message.type}`;
  return injecting(title, atUs, [by], (values) => messageYaml("delay-message", message, values["by"]));
}

/** An entry of the plan as it stands: its time and its text. */
export function editForm(fault: number, atUs: number, yaml: string): FaultForm {
  const at = `${Number(secondsText(atUs, 6))}s`;
  const fields = [
    { name: "at", label: "at", value: at, hint: "2.1s, 2100ms" },
    { name: "yaml", label: "entry", value: yaml, isCode: true },
  ];
  const toChanges: FaultForm["toChanges"] = (values) => {
    const time = parseDuration(values["at"] ?? "");
    if (!time.ok) return err(time.error.problem);
    const changes: Change[] = [];
    if (values["yaml"] !== yaml) changes.push({ do: "fault-text", fault, yaml: values["yaml"] ?? "" });
    if (values["at"] !== at) changes.push({ do: "fault-time", fault, atUs: time.value });
    return ok(changes);
  };
  return { title: "Edit this fault", submit: "Apply", fields, toChanges };
}

/** One entry in YAML; what was left empty is left out. */
function entry(...pairs: readonly (readonly [key: string, value: string | undefined])[]): string {
  const given = pairs.filter(([, value]) => value !== undefined && value.trim() !== "");
  return `{ ${given.map(([key, value]) => `${key}: ${value!.trim()}`).join(", ")} }`;
}
