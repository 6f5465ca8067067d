import { Suspense, useState, type ReactNode } from "react";
import { onDemand } from "../parts/on-demand.tsx";
import "./seed.css";

const Editor = onDemand(async () => (await import("./scenario-editor.tsx")).ScenarioEditor);
const SeedField = onDemand(async () => (await import("./seed-field.tsx")).SeedField);

/** The editor and its library come when somebody wants to write. */
export function ScenarioView(): ReactNode {
  return (
    <Suspense fallback={<p className="quiet">Loading the editor…</p>}>
      <Editor />
    </Suspense>
  );
}

/** The seed as a button that asks for another. */
export function Seed({ seed }: { readonly seed: string }): ReactNode {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) return <SeedButton seed={seed} onClick={() => setWanted(true)} />;
  return (
    <Suspense fallback={<SeedButton seed={seed} />}>
      <SeedField seed={seed} />
    </Suspense>
  );
}

function SeedButton({ seed, onClick }: { readonly seed: string; readonly onClick?: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="seed-open"
      aria-haspopup="dialog"
      aria-label={`Seed ${seed}: change`}
      onClick={onClick}
    >
      <b>{seed}</b>
    </button>
  );
}
