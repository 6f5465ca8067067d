import type { RunInfo } from "../../session/index.ts";
import type { Columns } from "../run/columns.ts";
import { EventKind } from "../run/kinds.ts";
import { kindWord } from "../run/event-words.ts";

/** A test of one record. Every word must be found in its node, its sender, its message or timer, or its kind. */
export type EventFilter = (columns: Columns, record: number) => boolean;

/** Undefined when there is nothing to filter by. Each word becomes four small tables, so a record costs four looks. */
export function eventFilter(info: RunInfo, search: string): EventFilter | undefined {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const tables = words.map((word) => ({
    nodes: info.nodes.map(({ name }) => name.toLowerCase() === word),
    tags: info.tags.map(({ name }) => name.toLowerCase().includes(word)),
    kinds: Object.values(EventKind).map((kind) => kindWord(kind).includes(word)),
  }));
  return (columns, record) => {
    const kind = columns.kind[record]!;
    const hasTag = kind !== EventKind.start && kind !== EventKind.disk && kind !== EventKind.fault;
    return tables.every(
      ({ nodes, tags, kinds }) =>
        nodes[columns.node[record]!] === true ||
        nodes[columns.peer[record]!] === true ||
        (hasTag && tags[columns.tag[record]!] === true) ||
        kinds[kind - 1] === true,
    );
  };
}
