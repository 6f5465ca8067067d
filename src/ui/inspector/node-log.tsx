import type { ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { countText } from "../format/time.ts";
import { termColor } from "../parts/term-color.ts";
import { useRun } from "../state/run-store.ts";
import { goToEntry } from "./entry-trail.ts";

const SHOWN_CELLS = 9;

type Cell = NonNullable<NodeFrame["log"]>[number];

/** The newest entries of a node's log. Each leads to the moment at which the node appended it. */
export function NodeLog({ node, log }: { readonly node: number; readonly log: readonly Cell[] }): ReactNode {
  const termWord = useRun((state) => state.info?.nodes[node]?.termWord) ?? "term";
  const open = log.filter((cell) => !cell.committed).length;
  return (
    <>
      <h3>
        <span>Log: {termWord} of each entry</span>
        <span>{open === 0 ? "all committed" : `${countText(open)} not committed`}</span>
      </h3>
      <ol className="log">
        {log.slice(-SHOWN_CELLS).map((cell) => (
          <li key={cell.index} className={cell.committed ? "" : "open"}>
            <button
              type="button"
              title={`${cell.label}: when was it appended?`}
              onClick={() => void goToEntry({ node, index: cell.index, term: cell.term }, "held")}
            >
              <span className="visually-hidden">Entry </span>
              <span className="log-index">{cell.index}</span>
              <span className="visually-hidden">, {termWord} </span>
              <b style={styleOf(cell)}>{cell.term}</b>
              <span className="visually-hidden">: </span>
              <span>{cell.label}</span>
              <span className="visually-hidden">, {cell.committed ? "committed" : "not committed"}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function styleOf({ term, committed }: Cell): Readonly<Record<string, string>> {
  const { fill, text } = termColor(term);
  return committed
    ? { background: fill, color: text }
    : { borderColor: `color-mix(in srgb, ${fill} 55%, var(--ink))` };
}
