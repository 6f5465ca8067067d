import { DropdownMenu } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { inject } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { lookOfRole } from "../parts/role-look.ts";
import { partitionsAt } from "../run/partitions.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";
import { linkFaults, nodeFaults, requests, targetText, type FaultChoice } from "./fault-entries.ts";
import { closeFaultMenu, useFaultMenu, type FaultTarget } from "./fault-menu-store.ts";
import "./fault-menu.css";

/** The menu that a click on a node or a link opens, at that place. */
export function FaultMenu(): ReactNode {
  const { target, x, y, opener } = useFaultMenu();
  if (target === undefined) return null;
  const returnFocus = (event: Event): void => {
    event.preventDefault();
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  };
  return (
    <DropdownMenu.Root open onOpenChange={(isOpen) => !isOpen && closeFaultMenu()} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span className="fault-anchor" style={{ left: x, top: y }} aria-hidden="true" tabIndex={-1} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align="start"
          collisionPadding={8}
          onCloseAutoFocus={returnFocus}
        >
          <FaultItems target={target} />
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
        <Fragment key={group[0]?.yaml}>
          {index > 0 && <DropdownMenu.Separator className="menu-line" />}
          {group.map((choice) => (
            <FaultItem key={choice.yaml} choice={choice} />
          ))}
        </Fragment>
      ))}
    </>
  );
}

export function FaultItem({ choice }: { readonly choice: FaultChoice }): ReactNode {
  const onSelect = (): void => {
    void inject(choice.yaml).then((errors) => {
      const at = secondsText(playheadNow().timeUs);
      announce(errors.length === 0 ? `Injected at ${at} seconds: ${choice.label}` : errors[0]!.problem);
    });
  };
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {choice.label}
    </DropdownMenu.Item>
  );
}

function choicesFor(target: FaultTarget, names: readonly string[]): FaultChoice[][] {
  if (target.kind === "link") return linkFaults(names[target.from] ?? "", names[target.to] ?? "");
  const { data, info } = runNow();
  const { event } = playheadNow();
  const name = names[target.node] ?? "";
  const phase = data?.nodes.at(target.node, event);
  const isParted = data !== undefined && partitionsAt(data.faults, event).length > 0;
  const groups = nodeFaults(name, phase?.status ?? "up", isParted);
  if (phase?.status !== "up" || lookOfRole(phase.role) !== "leader") return groups;
  const others = info?.nodes.filter((node) => node.kind === "replica" && node.name !== name) ?? [];
  return [
    ...groups,
    requests(
      name,
      others.slice(0, 6).map((node) => node.name),
    ),
  ];
}
