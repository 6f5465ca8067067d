import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import type { TagInfo } from "../../session/index.ts";
import { glyphPath } from "../parts/glyphs.ts";
import { setFilter, toggled, useFilter } from "../state/filter-store.ts";
import { useRun } from "../state/run-store.ts";

/** Which messages are drawn, by their names. */
export function MessageFilter(): ReactNode {
  const tags = useRun((state) => state.info?.tags ?? NONE);
  const hiddenTags = useFilter((state) => state.hiddenTags);
  const messages = tags.filter((tag) => tag.family !== "timer");
  const hidden = messages.filter(({ name }) => hiddenTags.includes(name)).length;
  return (
    <Menu word="Messages" hidden={hidden} onAll={() => setFilter({ hiddenTags: [] })}>
      {messages.map((tag) => (
        <label key={tag.name} className="filter-row">
          <input
            type="checkbox"
            checked={!hiddenTags.includes(tag.name)}
            onChange={() => setFilter({ hiddenTags: toggled(hiddenTags, tag.name) })}
          />
          <Glyph tag={tag} />
          {tag.name}
        </label>
      ))}
    </Menu>
  );
}

/** Which nodes have a lane, and whose is thin. */
export function NodeFilter(): ReactNode {
  const nodes = useRun((state) => state.info?.nodes ?? NONE);
  const hiddenNodes = useFilter((state) => state.hiddenNodes);
  const thinNodes = useFilter((state) => state.thinNodes);
  const hidden = nodes.filter(({ name }) => hiddenNodes.includes(name)).length;
  return (
    <Menu word="Nodes" hidden={hidden} onAll={() => setFilter({ hiddenNodes: [], thinNodes: [] })}>
      {nodes.map(({ name }) => (
        <div key={name} className="filter-row">
          <label>
            <input
              type="checkbox"
              checked={!hiddenNodes.includes(name)}
              onChange={() => setFilter({ hiddenNodes: toggled(hiddenNodes, name) })}
            />
            {name}
          </label>
          <label className="second">
            <input
              type="checkbox"
              aria-label={`${name} thin`}
              disabled={hiddenNodes.includes(name)}
              checked={thinNodes.includes(name)}
              onChange={() => setFilter({ thinNodes: toggled(thinNodes, name) })}
            />
            thin
          </label>
        </div>
      ))}
    </Menu>
  );
}

const NONE: readonly never[] = [];

interface MenuProps {
  readonly word: string;
  readonly hidden: number;
  readonly onAll: () => void;
  readonly children: ReactNode;
}

/** A button that says how much is hidden, and what it opens. */
function Menu({ word, hidden, onAll, children }: MenuProps): ReactNode {
  return (
    <Popover.Root>
      <Popover.Trigger className="small filter-menu-button">
        {word}
        {hidden > 0 && (
          <span className="filter-hidden">
            − {hidden}
            <span className="visually-hidden"> hidden</span>
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="filter-menu"
          align="end"
          sideOffset={4}
          aria-label={`${word} in the diagram`}
        >
          {children}
          <button type="button" className="textual xs" onClick={onAll}>
            Show all
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Glyph({ tag }: { readonly tag: TagInfo }): ReactNode {
  return (
    <svg className={`message ${tag.family}`} viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">
      <path className={`glyph ${tag.reply ? "reply" : ""}`} d={glyphPath(tag.family, 3.8)} />
    </svg>
  );
}
