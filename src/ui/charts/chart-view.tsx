import { useState, type KeyboardEvent, type ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import type { Chart } from "./chart.ts";
import { Plot } from "./plot.tsx";
import { binOf, type TimeBins } from "./time-bins.ts";

interface Props {
  readonly chart: Chart;
  readonly bins: TimeBins;
  readonly shown: number;
}

/** A chart, what it says at one bin, and the way from there to the event behind it. */
export function ChartView({ chart, bins, shown }: Props): ReactNode {
  const [pointed, setPointed] = useState(-1);
  const untilUs = useRun((state) => state.info?.untilUs ?? 0);
  const nowBin = usePlayhead((state) => binOf(bins, state.timeUs));
  const bin = Math.min(pointed >= 0 ? pointed : nowBin, Math.max(0, shown - 1));
  const go = (at: number): void => {
    if (at >= shown || !chart.goTo(at)) announce("Nothing of this happened there");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setPointed(Math.min(Math.max(0, bin + by), Math.max(0, shown - 1)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(bin);
    }
  };
  return (
    <figure className="chart">
      <figcaption>
        <span className="chart-title">{chart.title}</span>
        <Readout chart={chart} bins={bins} bin={bin} shown={shown} />
      </figcaption>
      {/* No input could show a curve; arrow keys move along it. */}
      <div
        className="chart-plot"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label={`${chart.title}: moments`}
        aria-valuemin={0}
        aria-valuemax={bins.count - 1}
        aria-valuenow={bin}
        aria-valuetext={valueText(chart, bins, bin)}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(-1)}
        onClick={() => pointed >= 0 && go(pointed)}
      >
        <Plot
          chart={chart}
          bins={bins}
          untilUs={untilUs}
          shown={shown}
          pointed={pointed}
          onPoint={setPointed}
        />
      </div>
    </figure>
  );
}

/** The key of the lines is what they say: a sample of each line, its name, its value. */
function Readout({ chart, bins, bin, shown }: Props & { readonly bin: number }): ReactNode {
  return (
    <span className="chart-readout">
      <span className="quiet">{secondsText(bin * bins.widthUs, 2)}</span>
      {chart.series.map(({ label, color, dash, values }) => {
        const value = bin < shown ? (values[bin] ?? null) : null;
        return (
          <span key={label} className="chart-value">
            <svg width="18" height="8" aria-hidden="true">
              <path
                d="M0 4h18"
                style={{ stroke: `var(${color})` }}
                strokeWidth="1.75"
                strokeDasharray={dash?.join(" ")}
              />
            </svg>
            {label} <b>{value === null ? "–" : chart.text(value)}</b>
          </span>
        );
      })}
      {chart.note !== undefined && bin < shown && <span>{chart.note(bin)}</span>}
    </span>
  );
}

function valueText(chart: Chart, { widthUs }: TimeBins, bin: number): string {
  const values = chart.series.map(({ label, values: all }) => {
    const value = all[bin] ?? null;
    return `${label} ${value === null ? "none" : chart.text(value)}`;
  });
  const note = chart.note?.(bin) ?? "";
  return `${secondsText(bin * widthUs, 2)} s: ${[...values, note].filter(Boolean).join(", ")}`;
}
