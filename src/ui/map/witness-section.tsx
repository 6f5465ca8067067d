import type { ReactNode } from "react";
import { showWindow } from "../diagram/view.ts";
import { countText, secondsText } from "../format/time.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import type { Operation } from "../run/operations.ts";
import { goToEvent } from "../state/go-to.ts";
import { useRun } from "../state/run-store.ts";
import { showWitness } from "../state/witness-store.ts";
import { setView } from "../state/view-store.ts";
import { findMapModel } from "./hierarchy.ts";
import { leaveMapFor } from "./open-map.ts";
import { WitnessDrawing } from "./witness-drawing.tsx";
import { witnessLines, type PageWitness } from "./witness-of.ts";

/** The smallest evidence, why it is one, and the ways to it and away with it. */
export function WitnessSection({
  witness,
  why,
}: {
  readonly witness: PageWitness;
  readonly why: string;
}): ReactNode {
  const data = useRun((state) => state.data);
  const nodes = useRun((state) => state.info?.nodes);
  if (data === undefined || witness.operations.length === 0) return <p className="model-why">{why}</p>;
  const { operations, culprit, keys, pattern } = witness;
  const callerOf = ({ node, process }: Operation): string =>
    `${nodes?.[node]?.name}${data.operations.hasSeveral(node) ? ` p${process}` : ""}`;
  const noun = operations[0]!.f === "txn" ? "transactions" : "operations";
  return (
    <section>
      <h3>
        Smallest witness: {operations.length} of {countText(data.operations.all.length)} {noun},{" "}
        {keys === 1 ? "one key" : `${keys} keys`}
        {pattern !== undefined && findMapModel(pattern) === undefined && `, known as ${pattern}`}
      </h3>
      <WitnessDrawing witness={witness} callerOf={callerOf} />
      <p className="read model-why">{why}</p>
      <div className="model-go">
        {culprit !== undefined && (
          <button type="button" className="outline" onClick={() => show(witness, culprit)}>
            Show in the run at {secondsText(culprit.completeUs)} s
          </button>
        )}
        <CopyButton text={witnessLines(witness, data)} what="witness" className="outline">
          Copy witness
        </CopyButton>
      </div>
    </section>
  );
}

/** All of the witness, and some of what is before and after it. */
function aroundOf(operations: readonly Operation[], culprit: Operation): { fromUs: number; toUs: number } {
  const firstUs = Math.min(...operations.map(({ invokeUs }) => invokeUs));
  const marginUs = Math.max(5_000, (culprit.completeUs - firstUs) * 0.15);
  return { fromUs: firstUs - marginUs, toUs: culprit.completeUs + marginUs };
}

/** To the moment at which the last answer came: its operations are marked there. */
function show({ operations }: PageWitness, culprit: Operation): void {
  leaveMapFor(() => {
    showWitness(operations.map(({ index }) => index));
    setView({ tab: "space-time" });
    goToEvent(culprit.completeEvent, { kind: "operation", index: culprit.index });
    showWindow(aroundOf(operations, culprit));
  });
}
