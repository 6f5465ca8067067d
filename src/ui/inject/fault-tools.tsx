import { Suspense, useState, type ReactNode } from "react";
import { redo, undo } from "../engine/run-controller.ts";
import { FaultIcon, RedoIcon, UndoIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import { InjectMenu } from "./on-demand.ts";

/** All faults from one button, for the keyboard and for whoever looks for them; and taking them back. */
export function FaultTools(): ReactNode {
  const info = useRun((state) => state.info);
  const [isWanted, setWanted] = useState(false);
  if (info === undefined) return null;
  return (
    <div className="fault-tools">
      {(info.canUndo || info.canRedo) && (
        <>
          <button type="button" className="small" disabled={!info.canUndo} onClick={() => void undo()}>
            <UndoIcon />
            Undo
          </button>
          <button type="button" className="small" disabled={!info.canRedo} onClick={() => void redo()}>
            <RedoIcon />
            Redo
          </button>
        </>
      )}
      {isWanted ? (
        <Suspense fallback={<InjectButton />}>
          <InjectMenu info={info} />
        </Suspense>
      ) : (
        <InjectButton onClick={() => setWanted(true)} />
      )}
    </div>
  );
}

/** Stands for the menu's own button until it is there. */
function InjectButton({ onClick }: { readonly onClick?: () => void }): ReactNode {
  return (
    <button type="button" className="small" aria-haspopup="menu" aria-expanded={false} onClick={onClick}>
      <FaultIcon />
      Inject a fault
    </button>
  );
}
