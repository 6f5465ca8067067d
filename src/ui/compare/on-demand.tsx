import { Suspense, type ReactNode } from "react";
import { SpaceTime } from "../diagram/space-time.tsx";
import { onDemand } from "../parts/on-demand.tsx";
import { Stage } from "../stage/stage.tsx";
import { useCompared } from "../state/run-store.ts";
import { useCompareChooser } from "./compare-store.ts";

const CompareStage = onDemand(async () => (await import("./compare-stage.tsx")).CompareStage);
const CompareDiagram = onDemand(async () => (await import("./compare-diagram.tsx")).CompareDiagram);
const Difference = onDemand(async () => (await import("./compare-panels.tsx")).NodeDifference);
const Verdicts = onDemand(async () => (await import("./compare-panels.tsx")).CompareVerdicts);
const Chooser = onDemand(async () => (await import("./compare-chooser.tsx")).CompareChooser);

/** True while another run stands beside the one on the page. */
function useIsComparing(): boolean {
  return useCompared((state) => state.info !== undefined);
}

/** The stage of the run on the page, or both stages. */
export function Stages(): ReactNode {
  const isComparing = useIsComparing();
  return <Suspense fallback={<Stage />}>{isComparing ? <CompareStage /> : <Stage />}</Suspense>;
}

/** The diagram of the run on the page, or both diagrams. */
export function Diagrams(): ReactNode {
  const isComparing = useIsComparing();
  return <Suspense fallback={<SpaceTime />}>{isComparing ? <CompareDiagram /> : <SpaceTime />}</Suspense>;
}

/** What of a node differs; nothing while there is nothing to compare. */
export function NodeDifference({ node }: { readonly node: number }): ReactNode {
  return <Suspense fallback={null}>{useIsComparing() && <Difference node={node} />}</Suspense>;
}

/** Verdicts of both runs while there are two, and otherwise what is given. */
export function OrBothVerdicts({ children }: { readonly children: ReactNode }): ReactNode {
  return useIsComparing() ? (
    <Suspense fallback={children}>
      <Verdicts />
    </Suspense>
  ) : (
    children
  );
}

export function CompareChooser(): ReactNode {
  const isOpen = useCompareChooser((state) => state.isOpen);
  return <Suspense fallback={null}>{isOpen && <Chooser />}</Suspense>;
}
