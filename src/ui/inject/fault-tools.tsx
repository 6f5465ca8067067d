import { Suspense, useState, type ReactNode } from "react";
import type { RunInfo } from "../../session/index.ts";
import { BranchesButton } from "../branches/branch-names.tsx";
import { redo, undo } from "../engine/run-controller.ts";
import { RedoIcon, UndoIcon } from "../parts/icons.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import { useRun } from "../state/run-store.ts";
import { InjectWords } from "./inject-words.tsx";
import { InjectMenu } from "./on-demand.ts";
import "./fault-tools.css";

/** All faults from one button, for the keyboard and for whoever looks for them; and taking them back; beside it what else can be done there. */
export function FaultTools({ children }: { readonly children?: ReactNode }): ReactNode {
  const info = useRun((state) => state.info);
  const isPhone = useIsPhone();
  const [isWanted, setWanted] = useState(false);
  if (info === undefined) return null;
  return (
    <div className="fault-tools">
      {isPhone && info.branches.length > 1 && <BranchesButton />}
      <UndoRedo info={info} />
      {children}
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

/** Nothing before the first edit. */
export function UndoRedo({ info }: { readonly info: RunInfo }): ReactNode {
  if (!info.canUndo && !info.canRedo) return null;
  return (
    <>
      <button type="button" className="small" disabled={!info.canUndo} onClick={() => void undo()}>
        <UndoIcon />
        <span className="word">Undo</span>
      </button>
      <button type="button" className="small" disabled={!info.canRedo} onClick={() => void redo()}>
        <RedoIcon />
        <span className="word">Redo</span>
      </button>
    </>
  );
}

/** Stands for the menu's own button until it is there. */
function InjectButton({ onClick }: { readonly onClick?: () => void }): ReactNode {
  return (
    <button type="button" className="small" aria-haspopup="menu" aria-expanded={false} onClick={onClick}>
      <InjectWords />
    </button>
  );
}
