import type { ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import type { DrivenPage } from "./driven-page.ts";
import type { WebkitLaunch } from "./find-webkit.ts";
import { endGroups, hasEnded, startGroup } from "./process-group.ts";
import { WebDriver } from "./web-driver.ts";

const START_MS = 20_000;

/**
 * WebKitGTK's small browser:
 *
 *   this process ── W3C WebDriver over HTTP ──▶ WebKitWebDriver ──▶ MiniBrowser ──▶ Xvfb, a display without a screen
 *
 * `WEBKIT_DISABLE_*` of the environment is not passed on: with some of them pictures never come.
 */
export async function openWebkit(
  launch: WebkitLaunch,
  size: { readonly width: number; readonly height: number },
): Promise<DrivenPage> {
  const xvfb = startGroup(launch.xvfb, [
    "-displayfd",
    "3",
    "-screen",
    "0",
    "1400x1000x24",
    "-nolisten",
    "tcp",
  ]);
  let driver: ChildProcess | undefined;
  try {
    const display = await firstLine(xvfb);
    const port = await freePort();
    driver = startGroup(launch.driver, [`--port=${port}`, "--host=127.0.0.1"], {
      ...withoutWebkitSettings(process.env),
      DISPLAY: `:${display}`,
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
    });
    const page = await openSession(`http://127.0.0.1:${port}`, launch.browser, driver);
    await page.resize(size);
    return { ...drivenPage(page), close: () => closeAll(page, [driver!, xvfb]) };
  } catch (error) {
    await endGroups([driver, xvfb]);
    throw error;
  }
}

function drivenPage(page: WebDriver): Omit<DrivenPage, "close"> {
  return {
    goto: (url) => page.goto(url),
    evaluate: (expression) => page.evaluate(expression),
    click: (selector) => page.click(selector),
    screenshot: () => page.screenshot(),
  };
}

async function openSession(address: string, browser: string, driver: ChildProcess): Promise<WebDriver> {
  const endMs = performance.now() + START_MS;
  while (!(await WebDriver.isReady(address))) {
    if (hasEnded(driver)) throw new Error("WebKitWebDriver ended at once");
    if (performance.now() > endMs) throw new Error("WebKitWebDriver does not answer");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return WebDriver.open(address, {
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
  });
}

async function closeAll(page: WebDriver, groups: readonly ChildProcess[]): Promise<void> {
  // A browser that does not end by itself is ended with its group.
  await page.close().catch(() => undefined);
  await endGroups(groups);
}

function withoutWebkitSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("WEBKIT_DISABLE_")));
}

/** What a group writes to its descriptor 3 first: Xvfb tells there which display it has taken. */
function firstLine(group: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error("Xvfb does not start")), START_MS);
    group.stdio[3]!.once("data", (data) => {
      clearTimeout(tooLate);
      resolve(String(data).trim());
    });
    group.once("error", reject);
    group.once("exit", () => reject(new Error("Xvfb ended at once")));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
