import { useMemo, useState, type ReactNode } from "react";
import { ChartTable } from "./chart-table.tsx";
import { ChartView } from "./chart-view.tsx";
import { chartsOf } from "./chart.ts";
import { useRunBins } from "./use-run-bins.ts";
import "./charts.css";

/** What a run's quantities did over time: small multiples on one axis, or all of them as a table. */
export function Charts(): ReactNode {
  const counted = useRunBins();
  const charts = useMemo(() => (counted === undefined ? [] : chartsOf(counted.bins)), [counted]);
  const [isTable, setTable] = useState(false);
  if (counted === undefined) return <p className="table-empty">Counting…</p>;
  const { bins, shown, progress } = counted;
  if (progress < 1) return <p className="table-empty">Counting the run: {Math.floor(progress * 100)} %</p>;
  if (charts.length === 0) return <p className="table-empty">Nothing was sent or asked for yet.</p>;
  return (
    <div className="charts">
      <div className="charts-tools">
        <span className="quiet">
          {shown === 0 ? "Play to see them grow." : "A click goes to the event behind the value."}
        </span>
        <button type="button" className="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          As a table
        </button>
      </div>
      {isTable ? (
        <ChartTable charts={charts} bins={bins.bins} shown={shown} />
      ) : (
        <div className="charts-grid">
          {charts.map((chart) => (
            <ChartView key={chart.id} chart={chart} bins={bins.bins} shown={shown} />
          ))}
        </div>
      )}
    </div>
  );
}
