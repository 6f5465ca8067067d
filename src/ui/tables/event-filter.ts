import { faultWords } from "../../base/index.ts";
import type { RunInfo } from "../../session/index.ts";
import type { Columns } from "../run/columns.ts";
import { EventKind } from "../run/kinds.ts";
import { kindWord } from "../run/event-words.ts";
import { hasWord, searchWords, tokensOf } from "./search-words.ts";

/**
 * A test of one record. Every word must be found in its node, its sender, its message or timer, its kind, or what is
 * told of it.
 */
export type EventFilter = (columns: Columns, record: number) => boolean;

const NOTHING_TOLD: ReadonlyMap<number, string> = new Map();

/**
 * Undefined when there is nothing to filter by. Each word becomes four small tables, so a record costs four looks.
 * `texts` is told of single records, as of faults; without it records that are alike in the rest are alike.
 */
export function eventFilter(
  info: RunInfo,
  search: string,
  texts: ReadonlyMap<number, string> = NOTHING_TOLD,
): EventFilter | undefined {
  const words = searchWords(search);
  if (words.length === 0) return undefined;
  const tables = words.map((word) => ({
    word,
    nodes: info.nodes.map(({ name }) => name.toLowerCase() === word),
    tags: info.tags.map(({ name }) => name.toLowerCase().includes(word)),
    kinds: Object.values(EventKind).map((kind) => kindWord(kind).includes(word)),
  }));
  return (columns, record) => {
    const kind = columns.kind[record]!;
    const hasTag = kind !== EventKind.start && kind !== EventKind.disk && kind !== EventKind.fault;
    const text = texts.get(record);
    const tokens = text === undefined ? [] : tokensOf(`${text} ${faultWords(text)}`);
    return tables.every(
      ({ word, nodes, tags, kinds }) =>
        nodes[columns.node[record]!] === true ||
        nodes[columns.peer[record]!] === true ||
        (hasTag && tags[columns.tag[record]!] === true) ||
        (text === undefined ? kinds[kind - 1] === true : kindWord(kind, text).includes(word)) ||
        hasWord(tokens, word),
    );
  };
}
