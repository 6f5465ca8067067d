import { notify } from "../notice/notice-store.ts";

/**
 * Registers the service worker that the build makes: from then on everything the page may load is in the browser.
 * A newer version is fetched in the background and waits: it takes over when the reader says so, or when no page
 * is open any more, never in the middle of a run.
 */
export async function keepOffline(): Promise<void> {
  const { serviceWorker } = navigator;
  const isFirst = serviceWorker.controller === null;
  let isAsked = false;
  const offer = (waiting: ServiceWorker): void =>
    notify({
      subject: "version",
      text: "A newer Lightcone is here.",
      action: {
        word: "Reload with it",
        run: () => {
          isAsked = true;
          // A worker has no origin to name.
          // oxlint-disable-next-line unicorn/require-post-message-target-origin
          waiting.postMessage({ type: "SKIP_WAITING" });
        },
      },
    });
  serviceWorker.addEventListener("controllerchange", () => {
    if (isAsked) location.reload();
    else if (!isFirst) notify(changedElsewhere);
  });
  const registration = await serviceWorker.register(new URL("./sw.js", document.baseURI));
  if (registration.waiting !== null && !isFirst) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && registration.active !== null) offer(installing);
    });
  });
}

const changedElsewhere = {
  subject: "version",
  text: "Another tab has loaded a newer Lightcone.",
  action: { word: "Reload with it", run: () => location.reload() },
};
