import puppeteer from "puppeteer-core";
import { chromium } from "playwright-core";
import type { ProvidedContext } from "vitest";
import { endGroups, endWithUs } from "./process-group.ts";
import { openWebkit } from "./webkit-page.ts";

/** A page in whichever browser, by what all their drivers can do. `close` ends the browser. */
export interface DrivenPage {
  goto(url: string): Promise<void>;
  /** What a JavaScript expression comes to in the page, awaited: JSON data. */
  evaluate(expression: string): Promise<unknown>;
  /** Clicks with the mouse on the first element that a CSS selector finds. */
  click(selector: string): Promise<void>;
  /** A picture of what is in sight, as PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The engines of JavaScript that pages run on, by a browser that has it. */
export const browserNames = ["chromium", "firefox", "webkit"] as const;
export type BrowserName = (typeof browserNames)[number];
type Launches = { [name in BrowserName]: NonNullable<ProvidedContext[name]> };

/** Starts a browser and opens an empty page of 1280 × 720. */
export function openDrivenPage<N extends BrowserName>(name: N, launch: Launches[N]): Promise<DrivenPage> {
  return openers[name](launch);
}

const size = { width: 1280, height: 720 };

const openers: { [name in BrowserName]: (launch: Launches[name]) => Promise<DrivenPage> } = {
  chromium: async (launch) => {
    const browser = await chromium.launch(launch);
    const page = await browser.newPage({ viewport: size });
    return {
      goto: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      click: (selector) => page.locator(selector).first().click(),
      screenshot: () => page.screenshot(),
      close: () => browser.close(),
    };
  },
  firefox: async (launch) => {
    const browser = await puppeteer.launch({ ...launch, browser: "firefox", headless: true });
    const guard = endWithUs(browser.process()!.pid!);
    const page = await browser.newPage();
    await page.setViewport(size);
    return {
      goto: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      click: (selector) => page.click(selector),
      screenshot: () => page.screenshot(),
      close: async () => {
        await browser.close();
        await endGroups([guard]);
      },
    };
  },
  webkit: (launch) => openWebkit(launch, size),
};
