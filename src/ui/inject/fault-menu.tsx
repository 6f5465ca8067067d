import { DropdownMenu } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";
import { chooseFault } from "./choose-fault.ts";
import { choicesFor } from "./choices.ts";
import { targetText, type FaultChoice } from "./fault-entries.ts";
import { FaultFormPanel } from "./fault-form-panel.tsx";
import { closeFaultMenu, useFaultMenu, type FaultTarget } from "./fault-menu-store.ts";
import { menuPlace } from "./menu-place.ts";
import { PlanItems } from "./plan-items.tsx";
import "./fault-menu.css";

/** The menu that a click on a node, a link, a message or a mark of the plan opens, at that place. */
export function FaultMenu(): ReactNode {
  const { target, x, y, opener, form } = useFaultMenu();
  if (form !== undefined) return <FaultFormPanel />;
  if (target === undefined) return null;
  const returnFocus = (event: Event): void => {
    event.preventDefault();
    if (useFaultMenu.getState().form !== undefined) return;
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  };
  return (
    <DropdownMenu.Root open onOpenChange={(isOpen) => !isOpen && closeFaultMenu()} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span className="fault-anchor" style={{ left: x, top: y }} aria-hidden="true" tabIndex={-1} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={menuPlace()}>
        <DropdownMenu.Content
          className="menu"
          align="start"
          collisionPadding={8}
          onCloseAutoFocus={returnFocus}
        >
          {target.kind === "fault" ? (
            <PlanItems fault={target.fault} near={target.near ?? []} />
          ) : (
            <FaultItems target={target} />
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The lines for one target. */
function FaultItems({ target }: { readonly target: FaultTarget }): ReactNode {
  const names = runNow().info?.nodes.map((node) => node.name) ?? [];
  return (
    <>
      <DropdownMenu.Label className="menu-label">
        {targetText(target, names)} at {secondsText(playheadNow().timeUs)} s
      </DropdownMenu.Label>
      {choicesFor(target, names).map((group, index) => (
        <Fragment key={group[0]?.label}>
          {index > 0 && <DropdownMenu.Separator className="menu-line" />}
          {group.map((choice) => (
            <FaultItem key={choice.label} choice={choice} />
          ))}
        </Fragment>
      ))}
    </>
  );
}

export function FaultItem({ choice }: { readonly choice: FaultChoice }): ReactNode {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={() => chooseFault(choice)}>
      {choice.label}
    </DropdownMenu.Item>
  );
}
