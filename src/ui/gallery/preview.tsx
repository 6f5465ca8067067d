import { useEffect, useRef, useState, type ReactNode } from "react";
import { fitCanvas } from "../parts/fit-canvas.ts";
import { useSize } from "../parts/use-size.ts";
import { themeKey, useTheme } from "../theme/theme-store.ts";
import { drawPreview } from "./draw-preview.ts";
import { previewOf, holdPreviewEngine, type PreviewRun } from "./preview-engine.ts";
import type { GalleryEntry } from "./entries.ts";

interface Props {
  readonly entry: GalleryEntry;
  readonly isLarge?: boolean;
}

/** A stretch of the scenario's own run. Computed when it comes into sight; decoration, so without words of its own. */
export function Preview({ entry, isLarge = false }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const run = usePreview(canvas, entry);
  const { width, height } = useSize(canvas);
  const theme = useTheme(themeKey);
  useEffect(() => {
    const context = canvas.current?.getContext("2d") ?? null;
    if (context === null || width === 0 || run === undefined) return;
    fitCanvas(context, width, height);
    drawPreview(context, run, { width, height, isLarge, theme });
  }, [run, width, height, theme, isLarge]);
  return (
    <canvas
      ref={canvas}
      className={`preview ${isLarge ? "large" : ""} ${run === undefined ? "" : "drawn"}`}
      aria-hidden="true"
    />
  );
}

function usePreview(
  canvas: { current: HTMLCanvasElement | null },
  entry: GalleryEntry,
): PreviewRun | undefined {
  const [run, setRun] = useState<PreviewRun>();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let isMounted = true;
    const release = holdPreviewEngine();
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting !== true) return;
        observer.disconnect();
        void previewOf(entry, () => isMounted).then((made) => isMounted && setRun(made));
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => {
      isMounted = false;
      observer.disconnect();
      release();
    };
  }, [canvas, entry]);
  return run;
}
