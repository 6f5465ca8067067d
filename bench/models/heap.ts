import type { CDPSession, Page } from "playwright-core";

interface Heaps {
  /** Bytes in use after a collection, buffers included. */
  readonly page: number;
  /** Of all workers of the page together. */
  readonly workers: number;
}

/** What a page and its workers hold, by the browser's own account (Chrome DevTools Protocol). */
export async function heapsOf(page: Page): Promise<Heaps> {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.push(sessionId);
  });
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const own = await usedBytes((method) => session.send(method));
  let others = 0;
  for (const worker of workers) others += await usedBytes((method) => sendTo(session, worker, method));
  await session.detach();
  return { page: own, workers: others };
}

type Method = "HeapProfiler.collectGarbage" | "Runtime.getHeapUsage";

async function usedBytes(send: (method: Method) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 3; round++) await send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = (await send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usedSize + backingStorageSize;
}

let nextId = 1;

/** One question to a worker, wrapped in messages of the page's session. */
function sendTo(session: CDPSession, sessionId: string, method: Method): Promise<unknown> {
  const id = nextId++;
  return new Promise((resolve, reject) => {
    const onMessage = (event: { sessionId: string; message: string }): void => {
      const answer = JSON.parse(event.message) as { id: number; result?: unknown; error?: unknown };
      if (event.sessionId !== sessionId || answer.id !== id) return;
      session.off("Target.receivedMessageFromTarget", onMessage);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(`${method}: ${JSON.stringify(answer.error)}`));
    };
    session.on("Target.receivedMessageFromTarget", onMessage);
    session
      .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
      .catch(reject);
  });
}
