import { Suspense, useCallback, useEffect, useId, useRef, useState, type ReactNode } from "react";
import { onDemand } from "../parts/on-demand.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import { useSize } from "../parts/use-size.ts";
import { useFilter, useFilterBar } from "../state/filter-store.ts";
import { useDifference } from "../state/difference-store.ts";
import { useSide } from "../state/sides.ts";
import { useShownWitness } from "../state/witness-store.ts";
import { useView } from "../state/view-store.ts";
import { themeKey, useTheme } from "../theme/theme-store.ts";
import { ConeLine } from "./cone-line.tsx";
import { drawDiagram } from "./draw.ts";
import { DrawingFrame } from "./drawing-frame.ts";
import { pointAt, useGestures, type Pointer } from "./gestures.ts";
import { fitCanvas } from "../parts/fit-canvas.ts";
import { paletteFor } from "./palette.ts";
import type { Scene } from "./scene.ts";
import { Shown } from "./shown.tsx";
import { sceneOf, type Surface } from "./view.ts";
import { ZoomTools } from "./zoom-tools.tsx";
import "./space-time.css";

const FilterBar = onDemand(async () => (await import("./filter-bar.tsx")).FilterBar);

/** The space-time diagram: one lane a node, time to the right. The events table is its text. */
export function SpaceTime(): ReactNode {
  const isPhone = useIsPhone();
  return (
    <div className="space-time">
      {isPhone && <ZoomTools isPhone />}
      <DiagramFilter />
      <SpaceTimePlot label="Space-time diagram. The Events tab has the same as a table." />
      {!isPhone && <ConeLine />}
    </div>
  );
}

/** What is drawn of it, where the reader asked for that. */
export function DiagramFilter(): ReactNode {
  const isOpen = useFilterBar((state) => state.isOpen);
  return <Suspense fallback={null}>{isOpen && <FilterBar />}</Suspense>;
}

/** The drawing of one run, to be moved about in. Keys work while it has focus. */
export function SpaceTimePlot({ label }: { readonly label: string }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shownId = useId();
  const isPhone = useIsPhone();
  const pointer = useRef<Pointer>(undefined);
  const setPointer = useCallback((place: Pointer | undefined) => void (pointer.current = place), []);
  const scene = useDrawing(canvas, pointer, isPhone);
  const { area, handlers } = useGestures(canvas, scene, setPointer, isPhone);
  return (
    <div
      className="space-time-plot"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={label}
      aria-describedby={shownId}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-keys=""
    >
      <Shown id={shownId} isPhone={isPhone} />
      <canvas ref={canvas} aria-hidden="true" {...handlers} />
      {area !== undefined && <div className="space-time-area" style={area} />}
    </div>
  );
}

/** Draws again, at most once a frame, whenever something that is drawn changed. Answers with the last scene. */
function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
  pointer: { readonly current: Pointer | undefined },
  isPhone: boolean,
): { readonly current: Scene | undefined } {
  const scene = useRef<Scene | undefined>(undefined);
  const side = useSide();
  const { width, height } = useSize(canvas);
  const theme = useTheme(themeKey);
  const isProjector = useTheme((state) => state.isProjector);
  const [fonts, setFonts] = useState("");
  useEffect(() => void document.fonts.ready.then(() => setFonts("with fonts")), []);
  useEffect(() => {
    const context = canvas.current?.getContext("2d") ?? null;
    if (context === null || width === 0) return;
    fitCanvas(context, width, height);
    const textSize = isProjector ? 20 : isPhone ? 13 : 12;
    const palette = paletteFor(context, `${theme} ${fonts}`);
    const surface: Surface = { context, palette, width, height, isPhone, textSize };
    const frame = new DrawingFrame(() => {
      scene.current = sceneOf(surface, side);
      if (scene.current === undefined) context.clearRect(0, 0, width, height);
      else {
        if (!drawDiagram(scene.current, width, height)) frame.atNext();
        if (pointer.current !== undefined) pointAt(side, scene.current, pointer.current, isPhone);
      }
    });
    frame.draw();
    const stores = [side.run, side.selection, useView, useFilter, useDifference, useShownWitness];
    const stops = stores.map((store) => store.subscribe(() => frame.atNext()));
    stops.push(side.playhead.subscribe(({ isPlaying }) => (isPlaying ? frame.inThis() : frame.atNext())));
    return () => {
      frame.stop();
      for (const stop of stops) stop();
    };
  }, [canvas, side, pointer, width, height, isPhone, theme, isProjector, fonts]);
  return scene;
}
