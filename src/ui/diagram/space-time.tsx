import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from "react";
import { useIsPhone } from "../parts/use-media.ts";
import { useSize } from "../parts/use-size.ts";
import { hover, select } from "../state/selection-store.ts";
import { useSide } from "../state/sides.ts";
import { useView } from "../state/view-store.ts";
import { themeKey, useTheme } from "../theme/theme-store.ts";
import { ConeLine } from "./cone-line.tsx";
import { drawDiagram } from "./draw.ts";
import { fitCanvas } from "../parts/fit-canvas.ts";
import { paletteFor } from "./palette.ts";
import { hitAt, type Scene } from "./scene.ts";
import { panBy, sceneOf, windowNow, zoomBy, type Surface } from "./view.ts";
import "./space-time.css";

/** A press that moved less than this is a click, px. */
const CLICK_PX = 4;

/** The space-time diagram: one lane a node, time to the right. The events table is its text. */
export function SpaceTime(): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isPhone = useIsPhone();
  const scene = useDrawing(canvas, isPhone);
  useWheel(canvas, scene, isPhone);
  const drag = useRef<{ x: number; moved: number } | undefined>(undefined);

  const eventAt = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return hitAt(
      scene.current?.hits ?? [],
      event.clientX - box.left,
      event.clientY - box.top,
      isPhone ? 22 : 12,
    );
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, moved: 0 };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const from = drag.current;
    if (from === undefined) {
      hover(eventAt(event));
      return;
    }
    const byPx = event.clientX - from.x;
    const moved = from.moved + Math.abs(byPx);
    drag.current = { x: event.clientX, moved };
    const now = scene.current;
    if (moved <= CLICK_PX || now === undefined) return;
    panBy(-(byPx / (now.plot.right - now.plot.left)) * (now.toUs - now.fromUs), isPhone, false);
  };
  const onPointerUp = (event: PointerEvent): void => {
    const wasClick = drag.current !== undefined && drag.current.moved <= CLICK_PX;
    drag.current = undefined;
    if (!wasClick) return;
    const found = eventAt(event);
    select(found < 0 ? { kind: "none" } : { kind: "event", event: found });
  };

  return (
    <div className="space-time">
      {/* Keys work while it has focus; the events table offers the same as text. */}
      <div
        className="space-time-plot"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label="Space-time diagram. The Events tab has the same as a table."
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-keys=""
      >
        <canvas
          ref={canvas}
          aria-hidden="true"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => (drag.current = undefined)}
          onPointerLeave={() => hover(-1)}
        />
      </div>
      {!isPhone && <ConeLine />}
    </div>
  );
}

/** Draws again, at most once a frame, whenever something that is drawn changed. Answers with the last scene. */
function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
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
    let request = 0;
    const draw = (): void => {
      request = 0;
      scene.current = sceneOf(surface, side);
      if (scene.current === undefined) context.clearRect(0, 0, width, height);
      else drawDiagram(scene.current, width, height);
    };
    const schedule = (): void => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    draw();
    const stores = [side.playhead, side.run, side.selection, useView];
    const stops = stores.map((store) => store.subscribe(schedule));
    return () => {
      cancelAnimationFrame(request);
      for (const stop of stops) stop();
    };
  }, [canvas, side, width, height, isPhone, theme, isProjector, fonts]);
  return scene;
}

/** The wheel zooms around the pointer; sideways it pans. React listens passively, so this is by hand. */
function useWheel(
  canvas: { readonly current: HTMLCanvasElement | null },
  scene: { readonly current: Scene | undefined },
  isPhone: boolean,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        panBy(event.deltaX / 600, isPhone);
        return;
      }
      const at = scene.current?.x.invert(event.clientX - element.getBoundingClientRect().left);
      zoomBy(2 ** (-event.deltaY / 240), isPhone, at ?? windowNow(isPhone).toUs);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [canvas, scene, isPhone]);
}
