import { useEffect, type ReactNode } from "react";
import { UndoRedo } from "../inject/fault-tools.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { addOne, placeAll, removeOne } from "./edit-cluster.ts";
import { dismissRefusal, setEditing, useStageEdit } from "./edit-store.ts";

/** What the cluster's edit can do besides moving: in the place of the faults, which wait meanwhile. */
export function EditTools(): ReactNode {
  const info = useRun((state) => state.info);
  const selected = useSelection(({ selection }) => (selection.kind === "node" ? selection.node : -1));
  const refused = useStageEdit((state) => state.refused);
  if (info === undefined) return null;
  const { nodes, positions } = info;
  const replicas = nodes.filter(({ kind }) => kind === "replica").length;
  const name = nodes[selected]?.kind === "replica" ? nodes[selected].name : undefined;
  const remove = (node: string): void =>
    void removeOne(node).then(() => {
      if (useStageEdit.getState().refused === "") select({ kind: "none" });
    });
  return (
    <div className="edit-tools fault-tools">
      <UndoRedo info={info} />
      <button type="button" className="small" onClick={() => void addOne()}>
        Add a node
      </button>
      <button
        type="button"
        className="small"
        disabled={name === undefined || replicas === 1}
        onClick={() => name !== undefined && remove(name)}
      >
        {name === undefined ? "Remove: select a node" : `Remove ${name}`}
      </button>
      {Object.keys(positions).length > 0 && (
        <button type="button" className="small" onClick={() => void placeAll()}>
          Usual places
        </button>
      )}
      <button type="button" className="small outline" onClick={() => setEditing(false)}>
        Done
      </button>
      {refused !== "" && <Refusal words={refused} />}
    </div>
  );
}

/** Why nothing was changed: one sentence, the lines behind it; Esc lets it go. */
function Refusal({ words }: { readonly words: string }): ReactNode {
  const lines = useStageEdit((state) => state.refusedLines);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      dismissRefusal();
    };
    addEventListener("keydown", onKeyDown, true);
    return () => removeEventListener("keydown", onKeyDown, true);
  }, []);
  return (
    <div className="edit-refused">
      <p role="alert">{words}</p>
      <button type="button" className="small" aria-label="Close" onClick={dismissRefusal}>
        <CloseIcon />
      </button>
      {lines.length > 0 && (
        <details>
          <summary>{lines.length === 1 ? "The line" : `The ${lines.length} lines`}</summary>
          <pre>{lines.join("\n")}</pre>
        </details>
      )}
    </div>
  );
}
