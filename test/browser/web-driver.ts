/** Longest time that a page may take to load, or an expression to come to its value. */
const PAGE_MS = 60_000;

/** One browser session over W3C WebDriver: the few commands that tests need. */
export class WebDriver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  static async isReady(address: string): Promise<boolean> {
    const status = await command("GET", `${address}/status`).catch(() => undefined);
    return (status as { ready?: boolean } | undefined)?.ready === true;
  }

  static async open(address: string, capabilities: object): Promise<WebDriver> {
    const timeouts = { script: PAGE_MS, pageLoad: PAGE_MS };
    const alwaysMatch = { ...capabilities, timeouts };
    const session = await command("POST", `${address}/session`, { capabilities: { alwaysMatch } });
    return new WebDriver(`${address}/session/${(session as { sessionId: string }).sessionId}`);
  }

  /** The page's own size; the window is larger by its bars. */
  async resize(page: { readonly width: number; readonly height: number }): Promise<void> {
    await this.#post("window/rect", page);
    const [width, height] = (await this.evaluate("[innerWidth, innerHeight]")) as [number, number];
    await this.#post("window/rect", {
      width: page.width + (page.width - width),
      height: page.height + (page.height - height),
    });
  }

  async goto(url: string): Promise<void> {
    await this.#post("url", { url });
  }

  /** What an expression comes to, awaited. */
  async evaluate(expression: string): Promise<unknown> {
    const script = `
      const answer = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${expression})).then(
        (value) => answer({ value }),
        (error) => answer({ error: String(error) }),
      );`;
    const answer = (await this.#post("execute/async", { script, args: [] })) as {
      value?: unknown;
      error?: string;
    };
    if (answer.error !== undefined) throw new Error(`in the page: ${answer.error}`);
    return answer.value;
  }

  /** Moves the mouse to the middle of the first element that a CSS selector finds, and clicks there. */
  async click(selector: string): Promise<void> {
    const [x, y] = (await this.evaluate(`(() => {
      const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
      return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    })()`)) as [number, number];
    const steps = [
      { type: "pointerMove", duration: 0, x, y },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: steps };
    await this.#post("actions", { actions: [mouse] });
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from((await command("GET", `${this.#session}/screenshot`)) as string, "base64");
  }

  async close(): Promise<void> {
    await command("DELETE", this.#session);
  }

  #post(name: string, body: object): Promise<unknown> {
    return command("POST", `${this.#session}/${name}`, body);
  }
}

async function command(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(PAGE_MS + 5_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebDriver ${method} ${new URL(url).pathname}: ${error}: ${message}`);
}
