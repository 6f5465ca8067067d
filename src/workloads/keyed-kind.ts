import * as z from "zod";
import { keyedUnion, wholeNumber, type Operation } from "../cluster/index.ts";
import type { Value } from "../history/index.ts";
import {
  buildClients,
  clientFields,
  clientNamesOf,
  clientProblems,
  keyNamesOf,
  stepFields,
  type ScriptEntry,
} from "./client-fields.ts";
import { createKeyChooser, type Popularity } from "./key-popularity.ts";
import { name, popularity } from "./workload-fields.ts";
import type { WorkloadKind } from "./workload-kind.ts";
import type { Choices, ClientMemory } from "./workload.ts";

/** A kind of workload whose operations each concern one key: what is particular to it. */
interface KeyedKind<M extends string, Fields extends z.ZodRawShape> {
  readonly name: string;
  readonly says: string;
  /** What it may set besides clients, keys and script. */
  readonly fields: Fields;
  /** How each operation is spelt out: the key, or a tuple of the key and the operation's value. */
  readonly forms: Readonly<Record<string, z.ZodType>>;
  /** Weights of the operations in a document that gives none. */
  readonly mix: Readonly<Record<M, number>>;
  /** A drawn operation, by what the mix has chosen: one draw whatever was seen. */
  toDraw(
    options: z.output<z.ZodObject<Fields>>,
    scripted: readonly Operation[],
  ): (what: M, key: string, random: number, memory: ClientMemory) => Drawn;
  /** What the key holds after an update was answered `ok`, as far as the client knows. */
  resultOf(operation: Operation, answer: Value): Value;
}

/** An operation as it goes out: it may bear another name than its weight. */
export interface Drawn {
  readonly f: string;
  readonly value: Value;
}

/** What all of these kinds read. */
interface KeyedOptions {
  readonly mix: Readonly<Record<string, number>>;
  readonly keys: number | string[];
  readonly popularity: Popularity;
  readonly script: (ScriptEntry & object)[];
}

type Options = KeyedOptions & Parameters<typeof clientProblems>[0];

const weight = z.number().min(0).max(1_000_000);
const { clients, rate, arrivals, think, ...behaviour } = clientFields;

/** The forms of a key alone, and of a key with more. */
export const keyAlone = name.describe("the key");

export function createKeyedKind<M extends string, Fields extends z.ZodRawShape>(
  kind: KeyedKind<M, Fields>,
): WorkloadKind {
  const schema = schemaOf(kind as KeyedKind<string, Fields>);
  const operations = mapValues(kind.forms, (form, f) => z.strictObject({ [f]: form }));
  const built: WorkloadKind<Options> = {
    name: kind.name,
    says: kind.says,
    schema,
    operations,
    toOperation: (form) => toOperation(form, kind.forms),
    clientNames: clientNamesOf,
    problems: clientProblems,
    build: (options, surroundings) =>
      buildClients(
        options,
        choicesOf(kind, options),
        (entry) => toOperation(entry, kind.forms),
        surroundings,
      ),
  };
  return built;
}

function schemaOf({ name: kind, fields, forms, mix }: KeyedKind<string, z.ZodRawShape>): z.ZodType<Options> {
  const steps = mapValues(forms, (form, f) => z.strictObject({ ...stepFields, [f]: form }));
  const schema = z.strictObject({
    kind: z.literal(kind).describe("the kind of workload"),
    clients,
    rate,
    arrivals,
    think,
    mix: z
      .strictObject(mapValues(mix, (_, f) => weight.default(0).describe(`weight of operations that ${f}`)))
      .refine((weights) => sumOf(weights) > 0, "at least one weight must be more than 0")
      .prefault(mix)
      .describe("weights of the operations"),
    ...fields,
    keys: z
      .union([wholeNumber(1, 1_000_000), z.array(name).min(1)])
      .prefault(1)
      .describe("how many keys, or their names"),
    popularity: popularity
      .prefault("uniform")
      .describe("uniform, or zipf(α): key r in proportion to 1 / r^α"),
    ...behaviour,
    script: z
      .array(keyedUnion("an operation of a script", steps))
      .default([])
      .describe("operations spelt out"),
  });
  return schema;
}

/** `{ add: [x, 3] }`: the operation's name, its key, and what is left is its value. */
function toOperation(form: object, forms: object): Operation {
  const f = Object.keys(form).find((key) => Object.hasOwn(forms, key))!;
  const [key, ...rest] = [(form as Readonly<Record<string, Value>>)[f]!].flat() as [string, ...Value[]];
  return { f, key, value: rest.length > 1 ? rest : (rest[0] ?? null) };
}

function choicesOf<M extends string, Fields extends z.ZodRawShape>(
  kind: KeyedKind<M, Fields>,
  options: Options,
): Choices {
  const { mix, keys, popularity: law, script } = options;
  const names = keyNamesOf(keys);
  const chooseKey = createKeyChooser(names.length, law);
  const scripted = script.map((entry) => toOperation(entry, kind.forms));
  const draw = kind.toDraw(options as unknown as z.output<z.ZodObject<Fields>>, scripted);
  return {
    draw(random, memory) {
      const what = chooseBy(mix, random()) as M;
      const key = names[chooseKey(random())]!;
      return { key, ...draw(what, key, random(), memory) };
    },
    isReadOnly: ({ f }) => f === "read",
    resultOf: (operation, answer) => (operation.f === "read" ? answer : kind.resultOf(operation, answer)),
  };
}

/** Each name in proportion to its weight. */
function chooseBy(mix: Readonly<Record<string, number>>, random: number): string {
  let at = random * sumOf(mix);
  const names = Object.keys(mix).filter((f) => mix[f]! > 0);
  return names.find((f) => (at -= mix[f]!) < 0) ?? names.at(-1)!;
}

function sumOf(weights: Readonly<Record<string, number>>): number {
  return Object.values(weights).reduce((sum, one) => sum + one, 0);
}

function mapValues<V, W>(
  record: Readonly<Record<string, V>>,
  map: (value: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
