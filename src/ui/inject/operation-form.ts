import { injecting, type FaultForm, type FormField } from "./fault-forms.ts";

/** What the clients of one kind of workload can be told to do. */
interface KindOfOperations {
  /** The operation that is offered first. */
  readonly first: string;
  readonly choices: readonly (readonly [f: string, words: string])[];
  /** Besides the key: each is a part of the operations' values, in this order. */
  readonly fields: readonly FormField[];
  /** Its operations have no key of their own. */
  readonly isKeyless?: boolean;
}

const READ = ["read", "read"] as const;

const kinds: Readonly<Record<string, KindOfOperations>> = {
  "key-value": {
    first: "write",
    choices: [READ, ["write", "write"], ["cas", "compare and set"]],
    fields: [part("expected", "if it is", "1", ["cas"]), part("value", "value", "100", ["write", "cas"])],
  },
  "write-then-read": {
    first: "write",
    choices: [READ, ["write", "write"]],
    fields: [part("value", "value", "100", ["write"])],
  },
  set: {
    first: "add",
    choices: [READ, ["add", "add"], ["remove", "remove"]],
    fields: [part("element", "element", "100", ["add", "remove"])],
  },
  counter: {
    first: "add",
    choices: [READ, ["add", "add"]],
    fields: [part("amount", "amount", "1", ["add"])],
  },
  text: {
    first: "insert",
    choices: [READ, ["insert", "insert"], ["delete", "delete"]],
    fields: [
      part("position", "position", "0", ["insert", "delete"]),
      { ...part("text", "text", "abc", ["insert"]), isText: true },
      part("count", "characters", "1", ["delete"]),
    ],
  },
  transactions: {
    first: "txn",
    choices: [["txn", "transaction"]],
    fields: [{ ...part("steps", "micro-operations", "[r, x], [r, y]", ["txn"]), isCode: true }],
    isKeyless: true,
  },
};

/** A client's call, besides those that its workload draws; undefined for a kind of workload that is not known here. */
export function operationForm(
  client: string,
  key: string,
  atUs: number,
  kind: string,
): FaultForm | undefined {
  const operations = kinds[kind];
  if (operations === undefined) return undefined;
  const { first, choices, fields: parts, isKeyless } = operations;
  const what = { name: "what", label: "operation", value: first, choices };
  const keys = isKeyless === true ? [] : [{ name: "key", label: "key", value: key }];
  const fields: FormField[] = [what, ...keys, ...parts];
  return injecting(`${client} issues an operation`, atUs, fields, (values) => {
    const f = values["what"] ?? first;
    const shown = fields.slice(1).filter(({ only }) => only === undefined || only.values.includes(f));
    const given = shown.map(({ name, isText }) => yamlOf(values[name] ?? "", isText === true));
    const input = f === "read" ? given[0] : `[${given.join(", ")}]`;
    return `{ operation: ${client}, do: { ${f}: ${input} } }`;
  });
}

function part(name: string, label: string, value: string, operations: readonly string[]): FormField {
  return { name, label, value, only: { field: "what", values: operations } };
}

/** Text is quoted whatever is in it; the rest stands as it was typed. */
function yamlOf(value: string, isText: boolean): string {
  return isText ? JSON.stringify(value) : value;
}
