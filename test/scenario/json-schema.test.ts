import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseScenario, scenarioJsonSchema } from "../../src/scenario/index.ts";

type Schema = ReturnType<typeof scenarioJsonSchema> & {
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly propertyNames?: Schema;
};

/** Whether a value satisfies a schema: the part of JSON Schema that ours uses, as an editor would apply it. */
function accepts(schema: Schema, value: unknown): boolean {
  const { anyOf, oneOf, enum: values, type } = schema;
  if (anyOf !== undefined && !anyOf.some((one) => accepts(one, value))) return false;
  if (oneOf !== undefined && oneOf.filter((one) => accepts(one, value)).length !== 1) return false;
  if (values !== undefined && !values.includes(value)) return false;
  if (schema.const !== undefined && schema.const !== value) return false;
  if (type !== undefined && ![type].flat().some((one) => isOfType(one, value))) return false;
  if (typeof value === "string" && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return false;
  if (
    typeof value === "number" &&
    (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity))
  )
    return false;
  if (Array.isArray(value)) return acceptsList(schema, value);
  return typeof value !== "object" || value === null || acceptsMap(schema, value as Record<string, unknown>);
}

function acceptsList({ items, prefixItems, minItems = 0 }: Schema, list: readonly unknown[]): boolean {
  if (list.length < minItems) return false;
  return list.every((value, index) => {
    const schema = prefixItems?.[index] ?? items;
    return typeof schema === "object" ? accepts(schema, value) : schema !== false;
  });
}

function acceptsMap(
  { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
  map: Record<string, unknown>,
): boolean {
  if (!required.every((key) => Object.hasOwn(map, key))) return false;
  return Object.entries(map).every(([key, value]) => {
    if (propertyNames !== undefined && !accepts(propertyNames, key)) return false;
    if (Object.hasOwn(properties, key)) return accepts(properties[key]!, value);
    return typeof additionalProperties === "object"
      ? accepts(additionalProperties, value)
      : additionalProperties !== false;
  });
}

function isOfType(type: string, value: unknown): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  return type === "object"
    ? typeof value === "object" && value !== null && !Array.isArray(value)
    : typeof value === type;
}

const files = readdirSync("scenarios", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .sort();
const schema = scenarioJsonSchema();

describe("the JSON Schema for editors", () => {
  it.each(files)("accepts %s", (file) => {
    expect(accepts(schema, parse(readFileSync(`scenarios/${file}`, "utf8")))).toBe(true);
  });

  it("agrees with the parser on one spoilt key or value after the other", () => {
    const base = {
      lightcone: 1,
      title: "T",
      cluster: { program: "raft", nodes: 3, options: { heartbeat: "50ms", preVote: true } },
      network: { loss: 0.1, links: [{ from: "n1", to: ["n2"], latency: "5ms" }] },
      workload: { clients: 2, think: "1s", script: [{ at: "1ms", client: "c1", write: ["x", 1] }] },
      faults: [
        { at: "10ms", crash: "n1", for: "1ms" },
        { at: "20ms", partition: [["n1"], ["rest"]] },
      ],
      run: { until: "1s" },
      claims: [{ say: "a", expect: "1 == 1" }],
    };
    const spoilt: Record<string, object> = {
      "an unknown key": { ...base, clams: [] },
      "no title": { ...base, title: undefined },
      "an unknown program": { ...base, cluster: { program: "paxos" } },
      "an unknown option": { ...base, cluster: { program: "raft", options: { hartbeat: "1ms" } } },
      "an option of the wrong kind": { ...base, cluster: { program: "raft", options: { preVote: 3 } } },
      "too many nodes": { ...base, cluster: { program: "raft", nodes: 100_000 } },
      "a name that is none": { ...base, cluster: { program: "raft", nodes: ["1st"] } },
      "a fault of no kind": { ...base, faults: [{ at: "1ms", crush: "n1" }] },
      "a fault of two kinds": { ...base, faults: [{ at: "1ms", crash: "n1", pause: "n1" }] },
      "a fault without time": { ...base, faults: [{ crash: "n1" }] },
      "a link without end": { ...base, network: { links: [{ from: "n1", latency: "5ms" }] } },
      "a claim without words": { ...base, claims: [{ expect: "1 == 1" }] },
    };
    const plain = (document: object): object => JSON.parse(JSON.stringify(document)) as object;
    expect(accepts(schema, plain(base))).toBe(true);
    expect(parseScenario(JSON.stringify(base), "f.yaml").ok).toBe(true);
    for (const [what, document] of Object.entries(spoilt)) {
      expect([what, accepts(schema, plain(document))]).toEqual([what, false]);
      expect([what, parseScenario(JSON.stringify(document), "f.yaml").ok]).toEqual([what, false]);
    }
  });
});
