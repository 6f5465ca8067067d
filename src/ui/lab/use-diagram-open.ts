import { useIsTall } from "../parts/use-media.ts";
import { useView } from "../state/view-store.ts";

/** Whether the views stand under the stage while projecting: the reader's wish, or else where there is room. */
export function useIsDiagramOpen(): boolean {
  const isTall = useIsTall();
  return useView((state) => state.isDiagramOpen) ?? isTall;
}
