import { isLeadingRole } from "../../base/index.ts";
import type { Note } from "../../cluster/index.ts";
import type { Metric, RunView } from "./metric.ts";
import { roleChanges } from "./role-history.ts";

/** How leaders come and go, in any program that notes `role` and `elected`, and hears its leader (`leader-heard`). */
export const electionMetrics: readonly Metric[] = [
  {
    name: "time-to-leader",
    unit: "ms",
    says:
      "From the start until an election was won; or from the last fault that took a leader away (its crash or pause, or " +
      "a partition, isolation or cut that an election followed). None while nobody has been elected since.",
    hasWindow: false,
    compute: (view) => toMs(findGap(view), (gap) => gap.electedUs),
  },
  {
    name: "time-to-leader-heard",
    unit: "ms",
    says: "As time-to-leader, until some new leader was known to a majority, itself among them, by its first heartbeat.",
    hasWindow: false,
    compute: (view) => toMs(findGap(view), (gap) => heardUs(view, gap)),
  },
  counted("elections", "Terms in which a node stood for election.", (view) => candidatesByTerm(view).size),
  counted(
    "split-votes",
    "Terms in which two or more stood, nobody was elected, and a later term came.",
    (view) => splitTerms(view).length,
  ),
  {
    name: "first-election-split",
    unit: "",
    says: "1 if in the first term with a candidate the vote was split, 0 if somebody won it; its mean over seeds is a probability.",
    hasWindow: true,
    compute: firstElectionSplit,
  },
  counted("leaders", "Leaderships: each node in each term that it led.", (view) => leaderships(view).size),
  counted("terms", "Terms that any node was in.", (view) => termsOf(view).size),
  {
    name: "max-term",
    unit: "",
    says: "The latest term that any node was in; 0 before there was one.",
    hasWindow: true,
    compute: (view) => Array.from(termsOf(view)).reduce((most, term) => Math.max(most, term), 0),
  },
  {
    name: "term-rise",
    unit: "",
    says: "How far the latest term rose above that of the first leader: disturbances and elections after it.",
    hasWindow: false,
    compute: termRise,
  },
  {
    name: "leaderless",
    unit: "ms",
    says: "Time in which no node that was up led, all together.",
    hasWindow: false,
    compute: leaderlessMs,
  },
];

function counted(name: string, says: string, compute: (view: RunView) => number): Metric {
  return { name, unit: "", says, hasWindow: true, compute };
}

/** From the loss of a leader to the next election won. */
interface Gap {
  readonly sinceUs: number;
  readonly electedUs: number;
  readonly term: number;
}

const PARTING = ["partition", "isolate", "cut"];

function findGap(view: RunView): Gap | undefined {
  const elections = view.notes.filter(({ kind }) => kind === "elected");
  const last = elections.at(-1);
  if (last === undefined) return undefined;
  const losses = leaderLosses(view.notes);
  if (losses.some((loss) => loss.isCertain && loss.timeUs >= last.timeUs)) return undefined;
  const sinceUs = losses.reduce(
    (latest, { timeUs }) => (timeUs < last.timeUs ? Math.max(latest, timeUs) : latest),
    0,
  );
  const next = elections.find(({ timeUs }) => timeUs >= sinceUs)!;
  return { sinceUs, electedUs: next.timeUs, term: next.value };
}

/** Moments at which a leader was taken away: for certain where it crashed or paused, perhaps where links were cut. */
function leaderLosses(notes: readonly Note[]): { timeUs: number; isCertain: boolean }[] {
  const losses: { timeUs: number; isCertain: boolean }[] = [];
  const roles = new Map<number, string>();
  for (const { kind, node, text, timeUs } of notes) {
    if (kind === "role") roles.set(node, text);
    if (kind === "status" && text !== "up" && isLeadingRole(roles.get(node) ?? ""))
      losses.push({ timeUs, isCertain: true });
    if (kind === "status" && text === "down") roles.delete(node);
    const isParting = kind === "fault" && PARTING.some((word) => text.startsWith(word));
    if (isParting && Array.from(roles.values()).some(isLeadingRole))
      losses.push({ timeUs, isCertain: false });
  }
  return losses;
}

function heardUs({ notes, cluster }: RunView, { electedUs, term }: Gap): number | undefined {
  const replicas = cluster.nodes.filter(({ isReplica }) => isReplica).length;
  const others = Math.floor(replicas / 2);
  if (others === 0) return electedUs;
  const heard = new Map<number, number>();
  for (const { kind, value, timeUs } of notes) {
    if (kind !== "leader-heard" || value < term) continue;
    const count = (heard.get(value) ?? 0) + 1;
    if (count === others) return timeUs;
    heard.set(value, count);
  }
  return undefined;
}

function toMs(gap: Gap | undefined, endUs: (gap: Gap) => number | undefined): number | null {
  const us = gap === undefined ? undefined : endUs(gap);
  return us === undefined ? null : (us - gap!.sinceUs) / 1000;
}

function roleNotes(view: RunView): Note[] {
  return view.notes.filter(({ kind }) => kind === "role");
}

/** How many nodes stood in each term, in order of the first to stand. */
function candidatesByTerm(view: RunView): Map<number, number> {
  const candidates = new Map<number, number>();
  for (const { text, value } of roleNotes(view)) {
    if (text === "candidate") candidates.set(value, (candidates.get(value) ?? 0) + 1);
  }
  return candidates;
}

function leaderships(view: RunView): Set<string> {
  const leading = roleNotes(view).filter(({ text }) => isLeadingRole(text));
  return new Set(leading.map(({ node, value }) => `${node} ${value}`));
}

function termsOf(view: RunView): Set<number> {
  return new Set(
    roleNotes(view)
      .map(({ value }) => value)
      .filter((term) => term > 0),
  );
}

function splitTerms(view: RunView): number[] {
  const won = new Set(view.notes.filter(({ kind }) => kind === "elected").map(({ value }) => value));
  const terms = termsOf(view);
  const latest = Array.from(terms).reduce((most, term) => Math.max(most, term), 0);
  const contested = Array.from(candidatesByTerm(view)).filter(([, count]) => count > 1);
  return contested.map(([term]) => term).filter((term) => term < latest && !won.has(term));
}

function firstElectionSplit(view: RunView): number | null {
  const first = candidatesByTerm(view).keys().next().value;
  if (first === undefined) return null;
  if (splitTerms(view).includes(first)) return 1;
  const isWon = view.notes.some(({ kind, value }) => kind === "elected" && value === first);
  return isWon ? 0 : null;
}

function termRise(view: RunView): number | null {
  const first = roleNotes(view).find(({ text }) => isLeadingRole(text));
  if (first === undefined) return null;
  return Array.from(termsOf(view)).reduce((most, term) => Math.max(most, term), 0) - first.value;
}

function leaderlessMs({ notes, fromUs, untilUs }: RunView): number {
  const leading = new Set<number>();
  let totalUs = 0;
  let sinceUs = fromUs;
  for (const { node, role, isUp, timeUs } of roleChanges(notes)) {
    if (leading.size === 0) totalUs += timeUs - sinceUs;
    sinceUs = timeUs;
    if (isUp && isLeadingRole(role)) leading.add(node);
    else leading.delete(node);
  }
  return (leading.size === 0 ? totalUs + untilUs - sinceUs : totalUs) / 1000;
}
