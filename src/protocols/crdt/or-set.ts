import { countLeading } from "../../base/index.ts";
import { valueText, type Value } from "../../cluster/index.ts";
import { entryOf, merge, type VectorClock } from "../timestamps/vector.ts";

/**
 * OR-set: a removal takes away the additions that it has seen, so that of a concurrent addition and removal the addition
 * stays (Shapiro et al. 2011, specification 15).
 *
 * Held without tombstones, as by Bieniusa, Zawirski, Preguiça, Shapiro, Baquero, Balegas & Duarte, "An Optimized
 * Conflict-free Replicated Set" (2012): the tag of an addition is its replica and that replica's count; `seen` says which
 * tags ever were here, so one that is seen and not held has been removed. Of one element only a replica's newest tag is kept.
 */
export interface OrSet {
  readonly seen: VectorClock;
  /** Sorted by `text`, so that equal sets are equal data. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly element: Value;
  readonly text: string;
  /** For each replica the count of its addition that is held, 0 for none; not all are 0, and the last is not. */
  readonly tags: VectorClock;
}

export const EMPTY_OR_SET: OrSet = { seen: [], members: [] };

/** Operation-based: delivered in causal order; twice does no harm. */
export type SetEffect =
  | { readonly do: "add"; readonly element: Value; readonly node: number; readonly count: number }
  | { readonly do: "remove"; readonly element: Value; readonly tags: VectorClock };

/** What the removal of an element here and now is everywhere: the tags that it takes away. */
export function removalOf(set: OrSet, element: Value): SetEffect {
  return { do: "remove", element, tags: memberOf(set, valueText(element))?.tags ?? [] };
}

export function applyToSet(set: OrSet, effect: SetEffect): OrSet {
  return effect.do === "add" ? add(set, effect) : remove(set, effect);
}

function add(set: OrSet, { element, node, count }: Extract<SetEffect, { do: "add" }>): OrSet {
  if (count <= entryOf(set.seen, node)) return set;
  const text = valueText(element);
  const tags = withEntry(memberOf(set, text)?.tags ?? [], node, count);
  return {
    seen: withEntry(set.seen, node, count),
    members: withMember(set.members, { element, text, tags }),
  };
}

function remove(set: OrSet, { element, tags }: Extract<SetEffect, { do: "remove" }>): OrSet {
  const text = valueText(element);
  const kept = trimmed(
    (memberOf(set, text)?.tags ?? []).map((tag, node) => (tag > entryOf(tags, node) ? tag : 0)),
  );
  return { seen: set.seen, members: withMember(set.members, { element, text, tags: kept }) };
}

/** State-based. */
export function mergeOrSets(a: OrSet, b: OrSet): OrSet {
  const members: Member[] = [];
  let left = 0;
  let right = 0;
  while (left < a.members.length || right < b.members.length) {
    const mine = a.members[left];
    const other = b.members[right];
    const text =
      other === undefined || (mine !== undefined && mine.text <= other.text) ? mine!.text : other.text;
    const one = mine?.text === text ? a.members[left++] : undefined;
    const two = other?.text === text ? b.members[right++] : undefined;
    if (one !== undefined && one === two) {
      members.push(one);
      continue;
    }
    const tags = mergeTags(one?.tags ?? [], a.seen, two?.tags ?? [], b.seen);
    if (tags.length > 0) members.push({ element: (one ?? two)!.element, text, tags });
  }
  return { seen: merge(a.seen, b.seen), members };
}

/** A tag stays when both hold it, or when one holds it and the other has never seen it; of a replica's two the newer one. */
function mergeTags(a: VectorClock, seenByA: VectorClock, b: VectorClock, seenByB: VectorClock): VectorClock {
  const tags: number[] = [];
  for (let node = 0; node < Math.max(a.length, b.length); node++) {
    const one = entryOf(a, node);
    const two = entryOf(b, node);
    const kept = one === two || one > entryOf(seenByB, node) ? one : 0;
    tags.push(Math.max(kept, two > entryOf(seenByA, node) ? two : 0));
  }
  return trimmed(tags);
}

export function elementsOf(set: OrSet): readonly Value[] {
  return set.members.map(({ element }) => element);
}

export function memberOf({ members }: OrSet, text: string): Member | undefined {
  const member = members[placeOf(members, text)];
  return member?.text === text ? member : undefined;
}

/** The members with one added, replaced, or taken out when it has no tags. */
export function withMember(members: readonly Member[], member: Member): readonly Member[] {
  const place = placeOf(members, member.text);
  const isThere = members[place]?.text === member.text;
  return members.toSpliced(place, isThere ? 1 : 0, ...(member.tags.length > 0 ? [member] : []));
}

function placeOf(members: readonly Member[], text: string): number {
  return countLeading(members.length, (index) => members[index]!.text < text);
}

function withEntry(clock: VectorClock, node: number, count: number): VectorClock {
  const next = clock.slice();
  while (next.length <= node) next.push(0);
  next[node] = count;
  return next;
}

function trimmed(clock: VectorClock): VectorClock {
  let { length } = clock;
  while (length > 0 && clock[length - 1] === 0) length--;
  return clock.slice(0, length);
}
