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
  const isOfTransactions = data?.operations.all[0]?.f === "txn";
  const noun = isOfTransactions ? "transaction" : "operation";
  return (
    <section>
      <h3>What this store asked of its clients in this run, the same for every model</h3>
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
          <Row name={isOfTransactions ? "reading transaction" : "read"} latency={reads} />
          <Row name={isOfTransactions ? "writing transaction" : "write"} latency={writes} />
        </tbody>
      </table>
      <p className="second">{answeredText("", all, noun)}</p>
      <p className="second">
        {parted === undefined
          ? "The network was never parted while somebody asked."
          : answeredText("While the network was parted, ", parted, noun)}
      </p>
      <p>
        <a href="#/matrix">Compare with other stores</a>
      </p>
    </section>
  );
}

function Row({ name, latency }: { readonly name: string; readonly latency: Latency | undefined }): ReactNode {
  return (
    <tr>
      <th scope="row">{latency === undefined ? `${name}s` : counted(latency.count, name)}</th>
      <td className="number">{latency === undefined ? "none" : durationText(latency.p50Us)}</td>
      <td className="number">{latency === undefined ? "none" : durationText(latency.p99Us)}</td>
    </tr>
  );
}

function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `While the network was parted, 61 % of 84 operations were answered.` */
function answeredText(when: string, { share, operations }: Answered, noun: string): string {
  const percent = `${share === 1 ? 100 : Math.min(99.9, Math.round(share * 1_000) / 10)} %`;
  return `${when}${percent} of ${counted(operations, noun)} ${operations === 1 ? "was" : "were"} answered.`;
}
