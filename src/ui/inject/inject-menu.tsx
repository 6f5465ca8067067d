import { DropdownMenu } from "radix-ui";
import { useRef, type ReactNode } from "react";
import type { RunInfo } from "../../session/index.ts";
import { secondsText } from "../format/time.ts";
import { select } from "../state/selection-store.ts";
import { flightsNow, linkTargets, MOST_NODES } from "./targets.ts";
import { FaultItem } from "./fault-menu.tsx";
import { openFaultMenu, type FaultTarget } from "./fault-menu-store.ts";
import { InjectWords } from "./inject-words.tsx";
import { menuPlace } from "./menu-place.ts";
import { beginPartition } from "./partition-store.ts";

/** Made by the first press of its button, and open then. First where, then what: choosing a node or a link opens the menu that a click on it would. */
export function InjectMenu({ info }: { readonly info: RunInfo }): ReactNode {
  const trigger = useRef<HTMLButtonElement>(null);
  const next = useRef<FaultTarget>(undefined);
  const replicas = info.nodes.flatMap((node, id) => (node.kind === "replica" ? [id] : []));
  const nameOf = (node: number): string => info.nodes[node]!.name;
  const clients = info.nodes.flatMap((node, id) => (node.kind === "client" ? [id] : []));
  const item = (label: string, target: FaultTarget, key?: number): ReactNode => (
    <DropdownMenu.Item key={key ?? label} className="menu-item" onSelect={() => (next.current = target)}>
      {label}
    </DropdownMenu.Item>
  );
  // The second menu opens when the first has closed and would give the focus back.
  const onClosed = (event: Event): void => {
    const target = next.current;
    next.current = undefined;
    if (target === undefined || trigger.current === null) return;
    event.preventDefault();
    if (target.kind === "node" || target.kind === "link") select(target);
    openFaultMenu(target, trigger.current);
  };
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>
        <button ref={trigger} type="button" className="small">
          <InjectWords />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={menuPlace()}>
        <DropdownMenu.Content className="menu" align="end" collisionPadding={8} onCloseAutoFocus={onClosed}>
          {replicas.slice(0, MOST_NODES).map((node) => item(nameOf(node), { kind: "node", node }))}
          <DropdownMenu.Separator className="menu-line" />
          <Part title="Clients">
            {clients.slice(0, MOST_NODES).map((node) => item(nameOf(node), { kind: "node", node }))}
          </Part>
          <Part title="Links">
            {linkTargets(replicas).map((link) => item(`${nameOf(link.from)} – ${nameOf(link.to)}`, link))}
          </Part>
          <Part title="Messages on their way">
            {flightsNow().map((flight) => {
              const words = `${info.tags[flight.tag]?.name} ${nameOf(flight.from)} to ${nameOf(flight.to)}`;
              const label = `${words}, sent ${secondsText(flight.sentUs, 6)}`;
              return item(label, { kind: "message", ...flight }, flight.record);
            })}
          </Part>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => beginPartition("line")}>
            Draw a partition
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => beginPartition("list")}>
            Partition…
          </DropdownMenu.Item>
          <FaultItem choice={{ label: "Heal all", yaml: "heal: all" }} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A list behind a line of the menu; no line when there is nothing in it. */
function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: readonly ReactNode[];
}): ReactNode {
  if (children.length === 0) return null;
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        {title}
        <span className="menu-more" aria-hidden="true">
          ›
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={menuPlace()}>
        <DropdownMenu.SubContent className="menu" sideOffset={2} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
