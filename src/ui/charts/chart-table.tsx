import type { ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import type { Chart } from "./chart.ts";
import type { TimeBins } from "./time-bins.ts";

interface Props {
  readonly charts: readonly Chart[];
  readonly bins: TimeBins;
  readonly shown: number;
}

/** The same numbers to be read: a row a bin, and every value leads to what the chart's point does. */
export function ChartTable({ charts, bins, shown }: Props): ReactNode {
  return (
    // A region that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-scroll" aria-label="Charts as a table" tabIndex={0}>
      <table aria-label="Quantities over time">
        <thead>
          <tr>
            <th className="number">from s</th>
            {charts.flatMap((chart) =>
              chart.series.map(({ label }) => (
                <th key={`${chart.id} ${label}`} className="number" title={chart.title}>
                  {HEADS[chart.id]} {label}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, bin) => (
            <tr key={bin}>
              <td className="number">{secondsText(bin * bins.widthUs, 2)}</td>
              {charts.map((chart) => (
                <Values key={chart.id} chart={chart} bin={bin} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A chart's title in a word. */
const HEADS: Readonly<Record<string, string>> = {
  latency: "latency",
  completions: "completed",
  messages: "sent",
  "on-their-way": "on their way:",
  losses: "",
  terms: "highest",
};

function Values({ chart, bin }: { readonly chart: Chart; readonly bin: number }): ReactNode {
  return chart.series.map(({ label, values }) => {
    const value = values[bin] ?? null;
    return (
      <td key={label} className="number">
        {value === null || value === 0 ? (
          <span className="quiet">{value === 0 ? "0" : "–"}</span>
        ) : (
          <button type="button" className="row-button" onClick={() => chart.goTo(bin)}>
            {chart.text(value)}
          </button>
        )}
      </td>
    );
  });
}
