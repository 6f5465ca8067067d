import { levelsOf, weakerThan, type Family, type LevelResult } from "../../checkers/index.ts";

/** What is known of the levels of one family, by name. */
export type Results = Readonly<Record<string, LevelResult>>;

/**
 * What follows from what was judged: a history that is valid under a level is valid under every weaker one, one that is
 * not is not valid under any stronger one.
 */
export function withWhatFollows(family: Family, results: Results): Results {
  const levels = levelsOf(family);
  const all: Record<string, LevelResult> = { ...results };
  const follows = (name: string, result: LevelResult): void => {
    if (all[name] === undefined || all[name].verdict === "unknown") all[name] = result;
  };
  for (const { name, title } of levels) {
    const weaker = weakerThan(levels, name);
    const { verdict } = all[name] ?? {};
    if (verdict === "valid")
      for (const one of weaker) follows(one, { verdict, why: holdsBy(title), follows: name });
  }
  for (const { name, title } of levels.toReversed()) {
    if (all[name]?.verdict !== "invalid") continue;
    for (const one of levels.filter((level) => weakerThan(levels, level.name).includes(name)))
      follows(one.name, { verdict: "invalid", why: violatedBy(one.title, title), follows: name });
  }
  return all;
}

function holdsBy(stronger: string): string {
  return `${stronger} holds, and it promises all of this and more.`;
}

function violatedBy(title: string, weaker: string): string {
  return `${title} promises all that ${lower(weaker)} promises, and that is not kept: the same operations show it.`;
}

/** A model's title within a sentence; names and abbreviations stay as they are. */
export function lower(title: string): string {
  return title === "PRAM" ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** The level to judge next; undefined when all are known. */
export function nextToJudge(family: Family, results: Results): string | undefined {
  const [strongest, ...rest] = levelsOf(family).map(({ name }) => name);
  // When the strongest holds, so do all. If not, the weak ones are quick to judge, and each that fails decides
  // those above it, which are dear.
  return [strongest!, ...rest.reverse()].find((name) => results[name] === undefined);
}

/** The strongest levels that hold: those that no other that holds implies. */
export function strongestHeld(family: Family, results: Results): readonly string[] {
  const levels = levelsOf(family);
  const held = levels.filter(({ name }) => results[name]?.verdict === "valid").map(({ name }) => name);
  return held.filter((name) => !held.some((other) => weakerThan(levels, other).includes(name)));
}
