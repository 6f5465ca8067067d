import type { ReactNode } from "react";
import { sliderToSpeed, speedText, speedToSlider } from "../format/speed.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { setSpeed } from "../state/player.ts";

/** The speed, on a logarithm. It changes by itself as long as playing goes slowly near moments. */
export function SpeedControl(): ReactNode {
  const speed = usePlayhead((state) => roundSpeed(state.speed));
  const isAuto = usePlayhead((state) => state.pace === "auto");
  return (
    <div className="speed">
      <span className="wide">slow</span>
      <input
        className="wide"
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
      <output>
        {speedText(speed)}
        {isAuto && <small className="wide"> auto</small>}
      </output>
    </div>
  );
}

/** Two figures: while the pace changes by itself the control is not drawn anew for every thousandth. */
function roundSpeed(speed: number): number {
  return speed >= 1 ? Number(speed.toPrecision(2)) : 1 / Number((1 / speed).toPrecision(2));
}
