import { expect, test } from "vitest";
import { metrics, scenarioJsonSchema, scenarioReference } from "../../src/scenario/index.ts";

/**
 * Two files are made from the schema: one for editors, one for people; a third tells the page's engine of metrics that it
 * does not load before a run is over. When the schema or a metric changes on purpose, renew them:
 *
 *     npx vitest run --project unit test/scenario/generated.test.ts -u
 */
test("public/scenario.schema.json is what the schema says", async () => {
  const text = `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../public/scenario.schema.json");
});

test("docs/scenario-format.md is what the schema says", async () => {
  await expect(scenarioReference()).toMatchFileSnapshot("../../docs/scenario-format.md");
});

test("src/scenario/metrics/known-metrics.ts is what the metrics say", async () => {
  const lines = metrics.map(({ name, unit, hasWindow }) => `  ["${name}", "${unit}", ${hasWindow}],\n`);
  const text = `import type { Unit } from "./metric.ts";

/** Made from the metrics, like the scenario format's files: see test/scenario/generated.test.ts. */
export const KNOWN_METRICS: readonly (readonly [name: string, unit: Unit, hasWindow: boolean])[] = [
${lines.join("")}];
`;
  await expect(text).toMatchFileSnapshot("../../src/scenario/metrics/known-metrics.ts");
});
