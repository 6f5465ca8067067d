import { secondsText } from "../format/time.ts";
import { notify } from "../notice/notice-store.ts";
import { entryNote, goTo } from "../route/address.ts";
import { keptHash } from "../route/route.ts";
import { listKept } from "./library.ts";

/** Older work is in the gallery. */
const RECENT_MS = 7 * 24 * 3_600_000;

/** Offers the way back to edited work that was left without a name, once: from then on the gallery has it. */
export async function offerUnsaved(): Promise<void> {
  const kept = await listKept();
  const last = kept.ok ? kept.value.find((run) => run.name === undefined) : undefined;
  if (last === undefined || last.id === entryNote().unsaved || Date.now() - last.savedMs > RECENT_MS) return;
  if (wasOffered(`${last.id} ${last.savedMs}`)) return;
  notify({
    subject: "unsaved",
    text: `You were at ${secondsText(last.timeUs)} s of “${last.title}”${last.branches > 1 ? `, with ${last.branches} branches` : ""}.`,
    action: { word: "Continue", run: () => goTo(keptHash(last.id)) },
  });
}

const KEY = "lightcone-offered";

function wasOffered(what: string): boolean {
  try {
    const isOffered = localStorage.getItem(KEY) === what;
    localStorage.setItem(KEY, what);
    return isOffered;
  } catch {
    return false;
  }
}
