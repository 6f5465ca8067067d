import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { inject, test as vitestTest } from "vitest";

/** A page under test and everything it complained about. */
export interface OpenedPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught exceptions, failed requests and answers of 400 and above, as they came. */
  readonly problems: readonly string[];
}

/** Opens the built page at a path under its base (`?embed=1`, `#…`). Closed when the test ends. */
export type OpenPage = (path?: string, options?: BrowserContextOptions) => Promise<OpenedPage>;

const launch = inject("chromium");
const pageUrl = inject("pageUrl");

const withBrowser = vitestTest.extend<{ browser: Browser; openPage: OpenPage }>({
  browser: [
    // vitest reads the fixtures a fixture needs from this pattern, so it must be there although it is empty.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const browser = await chromium.launch(launch ?? {});
      await provide(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  openPage: async ({ browser }, provide) => {
    const opened: OpenedPage[] = [];
    await provide(async (path = "", options = {}) => {
      const result = await open(browser, path, options);
      opened.push(result);
      return result;
    });
    for (const { page } of opened) await page.context().close();
  },
});

/** A vitest `test` with `browser` and `openPage`; skipped where there is no browser, which CI does not allow. */
export const browserTest = launch === null ? withBrowser.skip : withBrowser;

async function open(browser: Browser, path: string, options: BrowserContextOptions): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  const problems = collectProblems(page);
  await page.goto(pageUrl + path);
  return { page, problems };
}

function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Whoever leaves a page leaves what it was loading.
    if (why !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe has against the page as it stands (WCAG 2.2 AA and below, rules on trial too), one line a finding: rule,
 * impact, elements. `only` is the one rule to look at.
 */
export async function axeFindings(page: Page, only?: string): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (rule) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    if (rule !== undefined) return axe.run({ runOnly: { type: "rule", values: [rule] } });
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];
    // On trial too, and against another rule: what scrolls must be reached by keyboard, and is no widget.
    const rules = { "focus-order-semantics": { enabled: false } };
    return axe.run({ runOnly: { type: "tag", values: tags }, rules });
  }, only);
  return results.violations.map(
    (violation) =>
      `${violation.id} (${violation.impact}): ${violation.help}: ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

/** Saves a picture to dist/screenshots/NAME.png, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync("dist/screenshots", { recursive: true });
  await page.screenshot({ path: `dist/screenshots/${name}.png` });
}
