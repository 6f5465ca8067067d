import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { redo, undo } from "../engine/run-controller.ts";
import { FaultIcon, RedoIcon, UndoIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import { FaultItem, FaultItems } from "./fault-menu.tsx";

/** All faults in one menu, for the keyboard and for whoever looks for them; and taking them back. */
export function FaultTools(): ReactNode {
  const info = useRun((state) => state.info);
  if (info === undefined) return null;
  const replicas = info.nodes.flatMap((node, id) => (node.kind === "replica" ? [id] : []));
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
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <button type="button" className="small fault-trigger">
            <FaultIcon />
            Inject a fault
          </button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" collisionPadding={8}>
            {replicas.slice(0, 12).map((node) => (
              <Sub key={node} label={info.nodes[node]!.name}>
                <FaultItems target={{ kind: "node", node }} />
              </Sub>
            ))}
            <DropdownMenu.Separator className="menu-line" />
            <Sub label="Links">
              {replicas.slice(0, 8).flatMap((from, index) =>
                replicas.slice(index + 1, 8).map((to) => (
                  <Sub key={`${from}-${to}`} label={`${info.nodes[from]!.name} – ${info.nodes[to]!.name}`}>
                    <FaultItems target={{ kind: "link", from, to }} />
                  </Sub>
                )),
              )}
            </Sub>
            <FaultItem choice={{ label: "Heal all", yaml: "heal: all" }} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

function Sub({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        {label}
        <span className="menu-more" aria-hidden="true">
          ›
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" sideOffset={2} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
