import type { ReactNode } from "react";
import { sliderToSpeed, speedText, speedToSlider } from "../format/speed.ts";
import { Popover } from "../parts/popover.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { setSpeed } from "../state/player.ts";

/** The speed, on a logarithm: a phone has the figure in its bar, and the slider behind it. */
export function SpeedControl(): ReactNode {
  const speed = usePlayhead((state) => roundSpeed(state.speed));
  const isAuto = usePlayhead((state) => state.pace === "auto");
  const isPhone = useIsPhone();
  const words = speedText(speed);
  if (!isPhone)
    return (
      <div className="speed">
        <Slider speed={speed} isAuto={isAuto} />
        <output>
          {words}
          {isAuto && <small className="wide"> auto</small>}
        </output>
      </div>
    );
  return (
    <Popover id="speed" className="speed-now" panelClass="speed" label={`Speed: ${words}`} words={words}>
      <Slider speed={speed} isAuto={isAuto} />
    </Popover>
  );
}

interface SliderProps {
  readonly speed: number;
  /** It changes by itself as long as playing goes slowly near moments. */
  readonly isAuto: boolean;
}

function Slider({ speed, isAuto }: SliderProps): ReactNode {
  return (
    <>
      <span className="wide">slow</span>
      <input
        type="range"
        aria-label="Speed"
        aria-valuetext={`${speedText(speed)}${isAuto ? ", by itself" : ""}`}
        min={-3}
        max={3}
        step="any"
        value={speedToSlider(speed)}
        onChange={(event) => setSpeed(sliderToSpeed(event.currentTarget.valueAsNumber))}
      />
      <span className="wide">fast</span>
    </>
  );
}

/** Two figures: while the pace changes by itself the control is not drawn anew for every thousandth. */
function roundSpeed(speed: number): number {
  return speed >= 1 ? Number(speed.toPrecision(2)) : 1 / Number((1 / speed).toPrecision(2));
}
