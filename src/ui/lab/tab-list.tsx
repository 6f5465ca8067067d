import type { KeyboardEvent, ReactNode } from "react";

interface Tab {
  readonly id: string;
  readonly title: string;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  /** What the ids of tabs and of their panels begin with. */
  readonly idBase: string;
  readonly onChoose: (id: string) => void;
}

export const tabId = (idBase: string, tab: string): string => `${idBase}-tab-${tab}`;
export const panelId = (idBase: string, tab: string): string => `${idBase}-panel-${tab}`;

/** One stop for the Tab key; the arrows go round among the tabs and choose at once. */
export function TabList({ label, tabs, chosen, idBase, onChoose }: Props): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = targetOf(event, tabs, chosen);
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
    document.getElementById(tabId(idBase, to))?.focus();
  };
  return (
    <div className="view-list" role="tablist" aria-label={label}>
      {tabs.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="view-tab"
          id={tabId(idBase, id)}
          aria-controls={panelId(idBase, id)}
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
          onKeyDown={onKeyDown}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

function targetOf(event: KeyboardEvent, tabs: readonly Tab[], chosen: string): string | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return undefined;
  const at = tabs.findIndex(({ id }) => id === chosen);
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: (at + 1) % tabs.length,
    Home: 0,
    End: -1,
  };
  const to = targets[event.key];
  return to === undefined ? undefined : tabs.at(to)?.id;
}
