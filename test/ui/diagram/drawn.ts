import type { Palette } from "../../../src/ui/diagram/palette.ts";
import type { Scene } from "../../../src/ui/diagram/scene.ts";
import { SvgContext } from "../../../src/ui/pictures/svg-context.ts";
import { linearScale } from "../../../src/ui/parts/linear-scale.ts";

/** Every colour is its own name; whatever has a size has one pixel. */
const palette = new Proxy({ line: 1, lane: 1, fade: 1 } as unknown as Palette, {
  get: (sizes, name) => Reflect.get(sizes, name) ?? name,
});

/** A scene of 1,000 px for the window `fromUs` to `toUs`, all of it played, and what was drawn of it as SVG. */
export function sceneFor(
  window: { readonly fromUs: number; readonly toUs: number },
  change: Partial<Scene>,
): { readonly scene: Scene; readonly svg: () => string } {
  const context = new SvgContext((text) => text.length * 7);
  const plot = { left: 0, right: 1_000, top: 20, bottom: 220 };
  const scene = {
    context,
    palette,
    ...window,
    plot,
    x: linearScale([window.fromUs, window.toUs], [plot.left, plot.right]),
    lanes: [],
    laneOf: [],
    nowUs: window.toUs,
    seenUs: window.toUs,
    selected: -1,
    hovered: -1,
    textSize: 12,
    isPhone: false,
    hits: [],
    ...change,
  } as unknown as Scene;
  return { scene, svg: () => context.toSvg() };
}
