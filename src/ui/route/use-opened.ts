import { useEffect } from "react";
import { isEmbedded } from "../embed/is-embedded.ts";
import { closeRun } from "../engine/run-controller.ts";
import { pause } from "../state/player.ts";
import { openRoute } from "./open-route.ts";
import type { LabRoute } from "./route.ts";

/**
 * Opens what is visited and keeps the address where the reader is, unless it is a frame's, which somebody else chose;
 * leaving the run ends the engine.
 */
export function useOpened(route: LabRoute, visit: number): void {
  useEffect(() => {
    let isLeft = false;
    let unfollow = (): void => {};
    void openRoute(route, () => isLeft).then(async (isOpen) => {
      if (!isOpen || isEmbedded) return;
      // Without it the page works as before: the address stays behind.
      const follow = await import("../link/follow-address.ts").catch(() => undefined);
      if (!isLeft && follow !== undefined) unfollow = follow.followAddress();
      if (route.page === "lab" && route.isFirst) void offerUnsaved();
    });
    return () => {
      isLeft = true;
      unfollow();
      pause();
    };
    // The route is that of the visit.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [visit]);
  useEffect(() => closeRun, []);
}

/** Whoever comes without an address may have lost a tab. */
async function offerUnsaved(): Promise<void> {
  const offer = await import("../library/offer-unsaved.ts").catch(() => undefined);
  await offer?.offerUnsaved();
}
