import { expect, test } from "vitest";
import { scenarioJsonSchema, scenarioReference } from "../../src/scenario/index.ts";

/**
 * Two files are made from the schema: one for editors, one for people. When the schema changes on purpose, renew them:
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
