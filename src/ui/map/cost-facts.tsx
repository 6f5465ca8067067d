import { useMemo, type ReactNode } from "react";
import { countText, durationText } from "../format/time.ts";
import { useRun } from "../state/run-store.ts";
import { useKnownLevels } from "./use-levels.ts";
import { measureCost, type Answered, type Latency } from "./cost.ts";

/** What the clients had from this run's store: strength is paid for in waiting, and in answers that do not come. */
export function CostFacts(): ReactNode {
  const data = useRun((state) => state.data);
  const isOver = useRun((state) => state.done || state.budget !== undefined);
  const judged = useKnownLevels()?.entries ?? 0;
  const cost = useMemo(
    // The data grows in place. While it does, it is measured when it is judged, not whenever there is more.
    () =>
      data === undefined || (judged === 0 && !isOver)
        ? undefined
        : measureCost(data.operations.all, data.faults.spans),
    [data, judged, isOver],
  );
  if (cost === undefined || cost.all.operations === 0) return null;
  const { reads, writes, all, parted } = cost;
  return (
    <section>
      <h3>What this store asked of its clients, in this very run</h3>
      <table className="cost">
        <thead>
          <tr>
            <th scope="col">waited for</th>
            <th scope="col" className="number">
              p50
            </th>
            <th scope="col" className="number">
              p99
            </th>
          </tr>
        </thead>
        <tbody>
          <Row name="reads" latency={reads} />
          <Row name="writes" latency={writes} />
        </tbody>
      </table>
      <p className="second">{answeredText("", all)}</p>
      <p className="second">
        {parted === undefined
          ? "The network was never parted while somebody asked."
          : answeredText("While the network was parted, ", parted)}
      </p>
    </section>
  );
}

function Row({ name, latency }: { readonly name: string; readonly latency: Latency | undefined }): ReactNode {
  return (
    <tr>
      <th scope="row">{latency === undefined ? name : `${countText(latency.count)} ${name}`}</th>
      <td className="number">{latency === undefined ? "none" : durationText(latency.p50Us)}</td>
      <td className="number">{latency === undefined ? "none" : durationText(latency.p99Us)}</td>
    </tr>
  );
}

/** `While the network was parted, 61 % of 84 operations were answered.` */
function answeredText(when: string, { share, operations }: Answered): string {
  const percent = `${share === 1 ? 100 : Math.min(99.9, Math.round(share * 1_000) / 10)} %`;
  return `${when}${percent} of ${countText(operations)} operations were answered.`;
}
