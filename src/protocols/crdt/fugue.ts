/**
 * Replicated text: Fugue (Weidner & Kleppmann, "The Art of the Fugue: Minimizing Interleaving in Collaborative Text
 * Editing", 2023), Algorithm 1. Two people who type at one place at once get both their words, one after the other, never
 * letter by letter.
 *
 * The characters are nodes of a tree; the text is its walk: a node's left children, the node, its right children, children
 * of one side in the order of their ids. Deleted ones stay as tombstones, since others may hang below them.
 *
 * Left out: FugueMax, and the compact form for runs of characters.
 */
export type FugueText = readonly FugueNode[];

/** In the order of the walk, so that equal trees are equal data. */
export interface FugueNode {
  readonly id: string;
  /** ROOT, or a node's id. */
  readonly parent: string;
  readonly side: Side;
  /** One character; null once it is deleted. */
  readonly character: string | null;
}

type Side = "left" | "right";

const ROOT = "";

export const EMPTY_TEXT: FugueText = [];

/** Operation-based: delivered in causal order; twice does no harm. */
export type TextEffect =
  | {
      readonly do: "insert";
      /** Unique to this insertion; its n-th character, from 0, has the id `<insertion>.<n>`. */
      readonly insertion: string;
      readonly parent: string;
      readonly side: Side;
      readonly characters: readonly string[];
    }
  | { readonly do: "delete"; readonly ids: readonly string[] };

/**
 * What inserting before the `position`-th visible character comes to. The text's end is as far as it goes. Every character
 * after the first is the right child of the one before it, as if typed one by one.
 */
export function insertionAt(
  text: FugueText,
  position: number,
  written: string,
  insertion: string,
): TextEffect {
  const before = position === 0 ? undefined : visibleOf(text).at(position - 1);
  const last = position === 0 ? undefined : (before ?? visibleOf(text).at(-1));
  const parent = last?.id ?? ROOT;
  const characters = Array.from(written);
  if (!hasChildren(text, parent, "right"))
    return { do: "insert", insertion, parent, side: "right", characters };
  const next = text[last === undefined ? 0 : text.indexOf(last) + 1]!;
  return { do: "insert", insertion, parent: next.id, side: "left", characters };
}

/** What deleting `count` visible characters from the `position`-th on comes to, as far as there are any. */
export function deletionAt(
  text: FugueText,
  position: number,
  count: number,
): TextEffect & { readonly do: "delete" } {
  const doomed = visibleOf(text).slice(position, position + count);
  return { do: "delete", ids: doomed.map(({ id }) => id) };
}

export function applyToText(text: FugueText, effect: TextEffect): FugueText {
  return effect.do === "insert" ? insert(text, effect) : remove(text, new Set(effect.ids));
}

function insert(text: FugueText, effect: Extract<TextEffect, { do: "insert" }>): FugueText {
  const { insertion, parent, side, characters } = effect;
  const run = characters.map((character, index): FugueNode => {
    const id = `${insertion}.${index}`;
    if (index === 0) return { id, parent, side, character };
    return { id, parent: `${insertion}.${index - 1}`, side: "right", character };
  });
  if (run.length === 0 || text.some(({ id }) => id === run[0]!.id)) return text;
  // Among siblings the walk decides; an only child stands right beside its parent.
  if (hasChildren(text, parent, side)) return inOrder([...text, ...run]);
  const place = text.findIndex(({ id }) => id === parent);
  return text.toSpliced(side === "left" ? place : place + 1, 0, ...run);
}

function remove(text: FugueText, ids: ReadonlySet<string>): FugueText {
  return text.map((node) =>
    ids.has(node.id) && node.character !== null ? { ...node, character: null } : node,
  );
}

/** State-based: the nodes of both, deleted where one says so. */
export function mergeTexts(a: FugueText, b: FugueText): FugueText {
  const known = new Set(a.map(({ id }) => id));
  const deleted = b.filter(({ character }) => character === null).map(({ id }) => id);
  const fresh = b.filter(({ id }) => !known.has(id));
  const mine = deleted.length === 0 ? a : remove(a, new Set(deleted));
  return fresh.length === 0 ? mine : inOrder([...mine, ...fresh]);
}

export function textOf(text: FugueText): string {
  return text.map(({ character }) => character ?? "").join("");
}

/** The characters with these ids, in their order. */
export function charactersOf(text: FugueText, ids: readonly string[]): string {
  const wanted = new Set(ids);
  return textOf(text.filter(({ id }) => wanted.has(id)));
}

function visibleOf(text: FugueText): FugueText {
  return text.filter(({ character }) => character !== null);
}

function hasChildren(text: FugueText, of: string, on: Side): boolean {
  return text.some(({ parent, side }) => parent === of && side === on);
}

/** The walk, with a list of what is yet to be done: a text that was typed in one go is as deep as it is long. */
function inOrder(nodes: FugueText): FugueText {
  const onLeft = childrenOn("left", nodes);
  const onRight = childrenOn("right", nodes);
  const ordered: FugueNode[] = [];
  const left: { readonly node: FugueNode; readonly isOpen: boolean }[] = [];
  const add = (children: readonly FugueNode[] = []): void => {
    for (let index = children.length - 1; index >= 0; index--)
      left.push({ node: children[index]!, isOpen: false });
  };
  add(onRight.get(ROOT));
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, isOpen } = next;
    const before = isOpen ? undefined : onLeft.get(node.id);
    if (before !== undefined) {
      left.push({ node, isOpen: true });
      add(before);
    } else {
      ordered.push(node);
      add(onRight.get(node.id));
    }
  }
  return ordered;
}

/** The children on one side, by their parent, in the order of their ids. */
function childrenOn(on: Side, nodes: FugueText): ReadonlyMap<string, readonly FugueNode[]> {
  const children = new Map<string, FugueNode[]>();
  for (const node of nodes) {
    if (node.side !== on) continue;
    const siblings = children.get(node.parent);
    if (siblings === undefined) {
      children.set(node.parent, [node]);
    } else {
      siblings.push(node);
      siblings.sort((a, b) => (a.id < b.id ? -1 : 1));
    }
  }
  return children;
}
