import { Dialog } from "radix-ui";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useIsPhone } from "../parts/use-media.ts";
import { setView } from "../state/view-store.ts";
import { branchItems } from "./branch-items.ts";
import { commandItems } from "./commands.ts";
import { faultItems } from "./fault-items.ts";
import { itemsFor, type PaletteItem } from "./item.ts";
import { pageItems } from "./page-items.ts";
import { placeItems, runItems } from "./run-items.ts";
import { shareItems } from "./share-items.ts";
import "../parts/dialog.css";
import "./palette.css";

/** Everything that can be done or gone to, found by a few letters. */
export function Palette(): ReactNode {
  const [opener] = useState(() => document.activeElement);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  };
  return (
    <Dialog.Root open onOpenChange={() => setView({ isPaletteOpen: false })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-ground" />
        <Dialog.Content className="palette" aria-describedby={undefined} onCloseAutoFocus={giveFocusBack}>
          <Dialog.Title className="visually-hidden">Find</Dialog.Title>
          <Search />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** A combobox: the focus stays in the field, arrow keys move the choice, Enter takes it. */
function Search(): ReactNode {
  const isPhone = useIsPhone();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const all = useMemo(
    () => [
      ...commandItems(isPhone),
      ...shareItems(),
      ...branchItems(),
      ...runItems(),
      ...faultItems(),
      ...pageItems(isPhone),
    ],
    [isPhone],
  );
  const items = useMemo(() => [...placeItems(search), ...itemsFor(search, all)], [search, all]);
  const at = Math.min(chosen, items.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setChosen(Math.min(Math.max(0, at + by), Math.max(0, items.length - 1)));
    }
    const item = event.key === "Enter" ? items[at] : undefined;
    if (item === undefined) return;
    event.preventDefault();
    take(item);
  };
  return (
    <>
      <input
        className="palette-search"
        type="text"
        role="combobox"
        aria-label="Find a command, node, moment, operation, scenario or time"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        {...(items.length > 0 ? { "aria-activedescendant": `${listId}-${at}` } : {})}
        placeholder="Commands, nodes, moments, operations; 2.1s or #12431"
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Found items={items} at={at} listId={listId} />
      {items.length === 0 && <p className="palette-none">Nothing of this run or page answers to that.</p>}
    </>
  );
}

interface FoundProps {
  readonly items: readonly PaletteItem[];
  readonly at: number;
  readonly listId: string;
}

function Found({ items, at, listId }: FoundProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    // The field before it has the focus and moves the choice.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div ref={list} id={listId} className="palette-list" role="listbox" aria-label="Found">
      {items.map((item, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={item.id}
          id={`${listId}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => take(item)}
        >
          <span className="palette-title">{item.title}</span>
          {item.detail !== undefined && item.detail !== "" && (
            <span className="palette-detail">{item.detail}</span>
          )}
          <span className="palette-kind">{item.kind}</span>
        </div>
      ))}
    </div>
  );
}

/** Closed first: what is done may open something else, or move the focus. */
function take(item: PaletteItem): void {
  setView({ isPaletteOpen: false });
  requestAnimationFrame(item.run);
}
