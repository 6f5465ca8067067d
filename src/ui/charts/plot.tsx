import { line, curveStepAfter, scaleLinear } from "d3";
import { memo, useEffect, useMemo, useRef, type MouseEvent, type ReactNode } from "react";
import { axisDigits, secondsText } from "../format/time.ts";
import { useSize } from "../parts/use-size.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { useTheme } from "../theme/theme-store.ts";
import type { Chart, Series } from "./chart.ts";
import { binOf, type TimeBins } from "./time-bins.ts";

interface Props {
  readonly chart: Chart;
  readonly bins: TimeBins;
  readonly untilUs: number;
  readonly shown: number;
  /** The bin that the pointer or the keyboard is at; −1: none. */
  readonly pointed: number;
  readonly onPoint: (bin: number) => void;
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

/** The lines of one chart over the whole run's time, as far as it was played. */
export function Plot({ chart, bins, untilUs, shown, pointed, onPoint }: Props): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(svg);
  const textSize = useTheme((state) => (state.isProjector ? 20 : 12));
  const left = textSize * 4.4;
  const bottom = height - textSize - 6;
  const x = useMemo(
    () => scaleLinear([0, Math.max(1, untilUs)], [left, Math.max(left + 1, width - 8)]),
    [untilUs, left, width],
  );
  const top = useMemo(() => highest(chart, shown), [chart, shown]);
  const y = useMemo(() => scaleLinear([0, top], [bottom, textSize * 0.7]).nice(2), [top, bottom, textSize]);
  const binAt = (event: MouseEvent): number =>
    binOf(bins, x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const at = pointed >= 0 && pointed < shown ? x((pointed + 0.5) * bins.widthUs) : undefined;
  return (
    // The slider around it has the words; the pointer's bin is told to it.
    <svg
      ref={svg}
      className="chart-drawing"
      aria-hidden="true"
      onMouseMove={(event) => onPoint(Math.min(binAt(event), shown - 1))}
      onMouseLeave={() => onPoint(-1)}
    >
      {width > 0 && (
        <>
          <Axes x={x} y={y} bottom={bottom} textSize={textSize} text={chart.text} />
          {chart.series.map((series) => (
            <Line key={series.label} series={series} chart={chart} bins={bins} shown={shown} x={x} y={y} />
          ))}
          {at !== undefined && (
            <>
              <path className="chart-cursor" d={`M${at} 2V${bottom}`} />
              <Dots chart={chart} bin={pointed} x={at} y={y} />
            </>
          )}
          <Head x={x} bottom={bottom} />
        </>
      )}
    </svg>
  );
}

interface AxesProps {
  readonly x: Scale;
  readonly y: Scale;
  readonly bottom: number;
  readonly textSize: number;
  readonly text: (value: number) => string;
}

const Axes = memo(function Axes({ x, y, bottom, textSize, text }: AxesProps): ReactNode {
  const [from = 0, to = 0] = x.range();
  const times = x.ticks(Math.max(2, Math.floor((to - from) / (textSize * 6))));
  const digits = axisDigits((times[1] ?? 1e6) - (times[0] ?? 0));
  const values = y.ticks(2);
  return (
    <g>
      {values.map((value) => (
        <g key={value}>
          <path className="chart-grid" d={`M${from} ${Math.round(y(value)) + 0.5}H${to}`} />
          <text className="t3" x={from - 6} y={y(value) + textSize / 3} textAnchor="end">
            {text(value)}
          </text>
        </g>
      ))}
      {times.map((us) => (
        <text
          key={us}
          className="t3"
          x={x(us)}
          y={bottom + textSize + 3}
          textAnchor={anchorOf(x(us), from, to)}
        >
          {secondsText(us, digits)}
        </text>
      ))}
    </g>
  );
});

/** Words at the edges stay within them. */
function anchorOf(at: number, from: number, to: number): "start" | "middle" | "end" {
  if (at - from < EDGE) return "start";
  return to - at < EDGE ? "end" : "middle";
}

const EDGE = 12;

interface LineProps {
  readonly series: Series;
  readonly chart: Chart;
  readonly bins: TimeBins;
  readonly shown: number;
  readonly x: Scale;
  readonly y: Scale;
}

const Line = memo(function Line({ series, chart, bins, shown, x, y }: LineProps): ReactNode {
  const { values, color, dash } = series;
  const all = Array.from({ length: shown }, (_, bin) => bin);
  const draw = line<number>()
    .defined((bin) => (values[bin] ?? null) !== null)
    .x((bin) => x((bin + (chart.isStepped === true ? 1 : 0.5)) * bins.widthUs))
    .y((bin) => y(values[bin] ?? 0));
  if (chart.isStepped === true) draw.curve(curveStepAfter);
  const stroke = `var(${color})`;
  return (
    <>
      <path className="chart-line" d={draw(all) ?? ""} style={{ stroke }} strokeDasharray={dash?.join(" ")} />
      {/* Between two gaps a line has no length. */}
      {all
        .filter((bin) => isLonely(values, bin, shown))
        .map((bin) => (
          <circle
            key={bin}
            cx={x((bin + 0.5) * bins.widthUs)}
            cy={y(values[bin] ?? 0)}
            r="2"
            style={{ fill: stroke }}
          />
        ))}
    </>
  );
});

function isLonely(values: Series["values"], bin: number, shown: number): boolean {
  const isThere = (at: number): boolean => at >= 0 && at < shown && (values[at] ?? null) !== null;
  return isThere(bin) && !isThere(bin - 1) && !isThere(bin + 1);
}

interface DotsProps {
  readonly chart: Chart;
  readonly bin: number;
  readonly x: number;
  readonly y: Scale;
}

function Dots({ chart, bin, x, y }: DotsProps): ReactNode {
  return chart.series.map(({ label, color, values }) => {
    const value = values[bin] ?? null;
    return value === null ? null : (
      <circle
        key={label}
        className="chart-dot"
        cx={x}
        cy={y(value)}
        r="3.5"
        style={{ fill: `var(${color})` }}
      />
    );
  });
}

/** The playhead moves without drawing the lines anew. */
function Head({ x, bottom }: { readonly x: Scale; readonly bottom: number }): ReactNode {
  const head = useRef<SVGPathElement>(null);
  useEffect(() => {
    const move = (): void =>
      head.current?.setAttribute("transform", `translate(${x(playheadNow().timeUs)} 0)`);
    move();
    return usePlayhead.subscribe((now, before) => {
      if (now.timeUs !== before.timeUs) move();
    });
  }, [x]);
  return <path ref={head} className="chart-head" d={`M0 2V${bottom}`} />;
}

/** From 0 up: half of a difference must not look like all of it. */
function highest({ series }: Chart, shown: number): number {
  let top = 0;
  for (const { values } of series) {
    for (let bin = 0; bin < shown; bin++) top = Math.max(top, values[bin] ?? 0);
  }
  return top > 0 ? top : 1;
}
