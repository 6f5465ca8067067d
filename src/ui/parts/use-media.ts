import { useSyncExternalStore } from "react";

/** Whether a media query holds. */
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = matchMedia(query);
      list.addEventListener("change", notify);
      return () => list.removeEventListener("change", notify);
    },
    () => matchMedia(query).matches,
  );
}

/** Phones have drawings of their own, with fewer words. */
export const useIsPhone = (): boolean => useMedia("(max-width: 719px)");

/** Room for stage and diagram at a projector's sizes. */
export const useIsTall = (): boolean => useMedia("(min-height: 900px)");

/** Room in the header for a word on every button beside a title. */
export const useIsRoomy = (): boolean => useMedia("(min-width: 1441px)");
