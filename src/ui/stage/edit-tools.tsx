import type { ReactNode } from "react";
import { UndoRedo } from "../inject/fault-tools.tsx";
import { useRun } from "../state/run-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { addOne, placeAll, removeOne } from "./edit-cluster.ts";
import { setEditing, useStageEdit } from "./edit-store.ts";

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
      {refused !== "" && (
        <p className="edit-refused" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}
