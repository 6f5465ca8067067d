import { isEmbedded } from "../embed/is-embedded.ts";

/**
 * Whether this page can be kept for use without a network: not as a file, not in somebody else's frame, and
 * not from the server that developers use, which has no service worker.
 */
function canKeepOffline(): boolean {
  if (isEmbedded) return false;
  // A frame without an origin of its own has no `navigator.serviceWorker` that could be read.
  const hasOrigin = isSecureContext && globalThis.origin !== "null" && window === window.top;
  return import.meta.env.PROD && hasOrigin && "serviceWorker" in navigator;
}

/** After the first picture: what is needed at once must not wait for what may be needed some day. */
export function keepOfflineWhenIdle(): void {
  if (!canKeepOffline()) return;
  setTimeout(() => {
    // A browser that is full, or that forbids it, loads the page from the network as ever.
    void import("./service-worker.ts").then(({ keepOffline }) => keepOffline()).catch(() => undefined);
  }, 2_000);
}
