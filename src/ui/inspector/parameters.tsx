import { Suspense, useState, type ReactNode } from "react";
import { onDemand } from "../parts/on-demand.tsx";
import { useRun } from "../state/run-store.ts";
import { ParameterField } from "./parameter-field.tsx";

/** What a reader may turn: the scenario's parameters, and whatever else its document sets. */
export function Parameters(): ReactNode {
  const params = useRun((state) => state.info?.params);
  const opened = useRun((state) => state.openedParams);
  if (params === undefined) return null;
  return (
    <>
      <h2 className="panel-label">
        Parameters <span>a change makes another run</span>
      </h2>
      {params.map(({ name, label, value, range, choices }) => (
        <ParameterField
          key={name}
          setting={{
            label: label ?? name,
            path: name,
            value,
            opened: opened.find((other) => other.name === name)?.value ?? value,
            ...(range === undefined ? {} : { range }),
            ...(choices === undefined ? {} : { choices }),
          }}
        />
      ))}
      <AllSettings isOpenAtFirst={params.length === 0} />
    </>
  );
}

const Settings = onDemand(async () => (await import("./parameter-settings.tsx")).ParameterSettings);

/** The main settings of every document, also of one that names no parameters. */
function AllSettings({ isOpenAtFirst }: { readonly isOpenAtFirst: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <details className="all-settings" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All settings</summary>
      {isOpen && (
        <Suspense fallback={<p className="quiet">Reading the scenario…</p>}>
          <Settings />
        </Suspense>
      )}
    </details>
  );
}
