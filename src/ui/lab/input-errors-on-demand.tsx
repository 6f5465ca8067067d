import { Suspense, type ReactNode } from "react";
import { onDemand } from "../parts/on-demand.tsx";
import { useRun } from "../state/run-store.ts";

const Listed = onDemand(async () => (await import("./input-errors.tsx")).InputErrors);

/** Most documents can be used: what tells why one cannot is loaded with the first that cannot. */
export function InputErrors(): ReactNode {
  const hasErrors = useRun((state) => state.errors.length > 0);
  return <Suspense fallback={null}>{hasErrors && <Listed />}</Suspense>;
}
