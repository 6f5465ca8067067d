import { valueText, type Invariant } from "../../cluster/index.ts";
import type { AbdState } from "./state.ts";
import { isNewer, type Version } from "./version.ts";

/** By node and key: the version last seen there. */
type Seen = Map<string, Version>[];

const tagsRise: Invariant<AbdState, Seen> = {
  name: "tags-rise",
  says: "The tag of a node's copy never goes back while the node is up.",
  source: "Attiya, Bar-Noy & Dolev 1995, §3; Lynch & Shvartsman 1997, Lemma 5.1",
  ghost: (nodes) => Array.from({ length: nodes }, () => new Map()),
  check(ghost, { copies }, node, names) {
    const seen = ghost[node]!;
    for (const [key, version] of copies) {
      const before = seen.get(key);
      if (before === version) continue;
      seen.set(key, version);
      if (before !== undefined && isNewer(before, version))
        return `${names(node)} went back from tag ${before.number} to ${version.number} of ${key}`;
    }
    return undefined;
  },
  onRestart: (ghost, node) => ghost[node]!.clear(),
};

interface Values {
  /** By key and tag: the value that was first seen under it. */
  readonly byTag: Map<string, string>;
  readonly seen: Seen;
}

const oneValueATag: Invariant<AbdState, Values> = {
  name: "one-value-a-tag",
  says: "Whoever holds a tag of a key holds the same value under it.",
  source: "Lynch & Shvartsman 1997, §5: tags are unique",
  ghost: (nodes) => ({ byTag: new Map(), seen: tagsRise.ghost(nodes, nodes) }),
  check({ byTag, seen }, { copies }, node, names) {
    for (const [key, version] of copies) {
      if (seen[node]!.get(key) === version) continue;
      seen[node]!.set(key, version);
      const tag = `${version.number} ${version.writer} ${version.call} ${key}`;
      const text = valueText(version.value);
      const first = byTag.get(tag);
      if (first === undefined) byTag.set(tag, text);
      else if (first !== text)
        return `${names(node)} holds ${text} under a tag of ${key} that was ${first} before`;
    }
    return undefined;
  },
};

export const invariants: readonly Invariant[] = [tagsRise, oneValueATag];
