import { expect } from "vitest";
import { MATRIX_FAULTS, MATRIX_STORES, runCell } from "../../src/experiments/index.ts";
import { axeFindings, browserTest, screenshot } from "./browser.ts";
import { opened, until } from "./lab-steps.ts";

const calm = { reducedMotion: "reduce" } as const;

browserTest("the matrix computes every cell as Node does, and a cell opens its run", async ({ openPage }) => {
  const { page, problems } = await openPage("#/matrix", calm);
  const all = MATRIX_STORES.length * MATRIX_FAULTS.length;
  await page.getByText(`${all} of ${all} runs, all computed`).waitFor({ timeout: 50_000 });
  const raft = MATRIX_STORES.find(({ id }) => id === "raft")!;
  const majority = MATRIX_FAULTS.find(({ id }) => id === "majority")!;
  const cell = runCell(raft, majority);
  const share = `${Math.floor(cell.answeredDuring * 100)} % answered`;
  const button = page.getByRole("button", { name: /^Raft, Majority cut off: / });
  expect(await button.textContent()).toContain(share);
  expect(await button.textContent()).toContain("Linearizable");
  await screenshot(page, "matrix-light");
  await button.press("Enter");
  await opened(page);
  await until("the run is the one that was judged", async () =>
    ((await page.getByTestId("fingerprint").textContent()) ?? "").includes(cell.fingerprint),
  );
  expect(problems).toEqual([]);
});

browserTest(
  "the matrix can be cancelled, and begins anew under another seed, which its address holds",
  async ({ openPage }) => {
    const { page, problems } = await openPage("#/matrix", calm);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText(/^Cancelled after/).waitFor();
    await page.getByLabel("Seed").fill("2");
    await page.getByRole("button", { name: "Run all again" }).click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    expect(page.url()).toContain("#/matrix?seed=2");
    expect(problems).toEqual([]);
  },
);

browserTest(
  "a history is found, drawn and explained; as a question it hides its answer",
  async ({ openPage }) => {
    const { page, problems } = await openPage("#/find", calm);
    const drawing = page.getByRole("img", { name: /^Witness: / });
    await drawing.waitFor();
    expect(await drawing.getAttribute("aria-label")).toContain("p2 read x");
    await page.getByText("violates", { exact: true }).waitFor();
    await page.getByRole("link", { name: "As an exam question" }).click();
    await page.getByText(/Does this history satisfy linearizable\? Does it satisfy sequential\?/).waitFor();
    expect(await page.getByText("violates", { exact: true }).count()).toBe(0);
    expect(page.url()).not.toContain("linearizable");
    expect(await page.getByRole("combobox").count()).toBe(0);
    await page.getByRole("link", { name: "Show the answer" }).click();
    await page.getByRole("combobox", { name: "and violates" }).selectOption("causal");
    await page.getByText(/whatever satisfies sequential satisfies causal as well/).waitFor();
    expect(page.url()).toContain("holds=sequential&broken=causal");
    await page.getByRole("button", { name: "Swap" }).click();
    await drawing.waitFor();
    expect(problems).toEqual([]);
  },
);

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, hash] of [
    ["matrix", "#/matrix"],
    ["find", "#/find?holds=pram&broken=writes-follow-reads"],
  ] as const) {
    browserTest(`axe finds nothing on the page ${name} (${colorScheme})`, async ({ openPage }) => {
      const { page, problems } = await openPage(hash, { ...calm, colorScheme });
      if (name === "find") await page.getByRole("img", { name: /^Witness: / }).waitFor();
      else await page.getByRole("button", { name: /^Single node, No fault/ }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await screenshot(page, `${name}-${colorScheme}`);
      expect(problems).toEqual([]);
    });
  }
}
