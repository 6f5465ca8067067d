import type { ReactNode } from "react";
import { ShareIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import { setShareOpen } from "./share-store.ts";

/** Opens what there is to share and to keep of the run on the page. */
export function ShareButton({ className = "" }: { readonly className?: string }): ReactNode {
  const isOpened = useRun((state) => state.info !== undefined);
  if (!isOpened) return null;
  return (
    <button type="button" className={className} aria-label="Share" onClick={() => setShareOpen(true)}>
      <ShareIcon />
      <span className="word">Share</span>
    </button>
  );
}
