/** What follows a kind of fault in its text: whom it meant, what more it says, for how long, and whom it struck. */
interface Told {
  readonly whom: string;
  readonly rest: string;
  readonly tail: string;
}

/** Kinds whose names are words of the scenario language; any other text begins with an English word. */
const PLAIN: Readonly<Record<string, (told: Told) => string>> = {
  "clock-step": ({ whom, rest, tail }) => `clock of ${whom} steps ${rest}${tail}`,
  "clock-drift": ({ whom, rest, tail }) =>
    `clock of ${whom} ${rest === "none" ? "keeps time" : `runs ${rest}`}${tail}`,
  "slow-node": ({ whom, rest, tail }) => `slow processor ${whom} ${rest}${tail}`,
  "disk-stall": ({ whom, tail }) => `disk of ${whom} stalls${tail}`,
  "disk-lose": ({ whom, tail }) => `disk of ${whom} loses writes${tail}`,
  "drop-message": ({ whom, tail }) => `drop ${whom}${tail}`,
  "delay-message": ({ whom, rest, tail }) => `delay ${whom} ${rest}${tail}`,
};

/** Where, of each kind, what is said of the nodes begins. */
const REST: Readonly<Record<string, RegExp>> = {
  "clock-step": / [+-]\S+$/,
  "clock-drift": / (none|[\d.]+ (%|ppm) \w+)$/,
  "slow-node": / [×+].*$/,
  "delay-message": / by \S+$/,
};

/**
 * A fault's text as the page says it, in plain words and with units as they are written: `clock-step n2 +1s` → `clock of
 * n2 steps +1 s`, `drop-message Vote n1 to n2 sent at 2.1s` → `drop Vote n1 to n2`. What it does not know stays.
 */
export function faultWords(text: string): string {
  const [, kind = "", said = "", tail = ""] = /^(\S+) (.*?)((?: for \S+)?(?: \[.*\])?)$/.exec(text) ?? [];
  const say = Object.hasOwn(PLAIN, kind) ? PLAIN[kind]! : undefined;
  if (say === undefined) return kind === "operation" ? text : withUnits(text);
  const told = said.replace(/ sent at \S+/, "");
  const rest = REST[kind]?.exec(told)?.[0] ?? "";
  return withUnits(say({ whom: told.slice(0, told.length - rest.length), rest: rest.trim(), tail }));
}

/** `500ms` → `500 ms`; not the end of a name. */
function withUnits(text: string): string {
  return text.replace(/(^|[\s+-])(\d+(?:\.\d+)?)(us|ms|s|min|h)(?=\s|$)/g, "$1$2 $3");
}
