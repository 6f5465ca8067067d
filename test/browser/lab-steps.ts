import type { Locator, Page } from "playwright-core";

/** The clock over the stage, seconds. */
export const clock = (page: Page): Promise<number> =>
  page
    .getByTestId("clock")
    .textContent()
    .then((text) => Number(text?.replace(" ", "")));

/** Waits until the page says so, or shows what it says instead. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What closes gives the focus back a moment later. */
export function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement);
}

/** Waits for a run. */
export async function opened(page: Page): Promise<void> {
  await until("a run is open", async () => (await page.getByTestId("fingerprint").count()) > 0);
}

/** Clicks on the timeline at a share of its length; the names of branches stand before it, except on a phone. */
export async function scrubTo(page: Page, share: number): Promise<void> {
  const box = (await page.getByRole("slider", { name: "Time in the run" }).boundingBox())!;
  const [left, right] = box.width < 720 ? [16, 16] : [152, 32];
  const line = Number(await page.locator(".timeline .computed").first().getAttribute("y1"));
  await page.mouse.click(box.x + left + (box.width - left - right) * share, box.y + line);
}

/** Commits to the first prediction if the scenario asks for one: verdicts are withheld until then. */
export async function predict(page: Page): Promise<void> {
  const commit = page.getByRole("button", { name: "Commit and watch" });
  if ((await commit.count()) === 0) return;
  await page.locator(".predict input[type=radio]").first().check();
  await commit.click();
}

/** The inspector's button that selects a node. */
export function nodeButton(page: Page, name: string): Locator {
  return page
    .getByRole("group", { name: "Nodes", exact: true })
    .getByRole("button", { name: new RegExp(`^${name}\\b`) });
}

/** What the dialog says of the run at the playhead: command, seed, fingerprint, state. Closes it again. */
export async function sharedFacts(page: Page): Promise<string> {
  const dialog = await openShare(page);
  const facts = (await dialog.locator("dl").textContent()) ?? "";
  await page.keyboard.press("Escape");
  return facts;
}

/** Chooses what the header keeps behind one word. */
export async function pageTool(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name, exact: true }).click();
}

/** Opens the dialog and waits until it has a link or says that there is none. */
export async function openShare(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share and keep this run" });
  await dialog.getByText("The same run elsewhere").waitFor();
  return dialog;
}

export const timeline = (page: Page): Locator => page.getByRole("slider", { name: "Time in the run" });
export const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });

/** Waits until the clock stands at a time, s. */
export const stands = (page: Page, at: number): Promise<void> =>
  until(`the clock stands at ${at}`, async () => Math.abs((await clock(page)) - at) < 0.0011);
