import { faultWords } from "../../base/index.ts";
import type { FaultInfo } from "../../session/index.ts";
import { isInstant, type FaultSpan } from "../run/fault-spans.ts";

/** One fault on the timeline. */
export interface FaultMark {
  readonly key: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly text: string;
  /** The same in fewer words. */
  readonly label: string;
  /** An operation that was asked for in the plan: it breaks nothing. */
  readonly isOperation: boolean;
  readonly isInstant: boolean;
  readonly byHand: boolean;
  readonly isMuted: boolean;
  /** Index of its entry in the document, and the entry's text: on the first mark of the entry alone. */
  readonly entry?: number;
  readonly yaml?: string;
}

const MOST_MARKS = 400;

/**
 * The plan as marks: faults that struck as long as they lasted, those ahead and muted ones as points in time; behind
 * them what only the run knows.
 */
export function faultMarks(
  faults: readonly FaultInfo[],
  spans: readonly FaultSpan[],
  computedUs: number,
): FaultMark[] {
  const struck = new Map<string, FaultSpan[]>();
  for (const span of spans) push(struck, `${span.startUs} ${span.kind}`, span);
  const seen = new Set<number>();
  const planned = faults.map((fault, place): FaultMark => {
    const { atUs, text, byHand, muted, entry, yaml } = fault;
    const span = muted ? undefined : struck.get(`${atUs} ${firstWord(text)}`)?.shift();
    const isFirst = entry !== undefined && !seen.has(entry);
    if (isFirst) seen.add(entry);
    return {
      key: `plan ${place}`,
      fromUs: atUs,
      toUs: span === undefined ? atUs : (span.endUs ?? computedUs),
      ...wordsOf(span?.text ?? text),
      isInstant: span === undefined || isInstant(span),
      byHand,
      isMuted: muted,
      ...(isFirst && yaml !== undefined ? { entry, yaml } : {}),
    };
  });
  const others = Array.from(struck.values()).flat();
  return [...planned, ...others.map((span) => unplanned(span, computedUs))].slice(0, MOST_MARKS);
}

function unplanned(span: FaultSpan, computedUs: number): FaultMark {
  return {
    key: `span ${span.event}`,
    fromUs: span.startUs,
    toUs: span.endUs ?? computedUs,
    ...wordsOf(span.text),
    isInstant: isInstant(span),
    byHand: false,
    isMuted: false,
  };
}

/** Whom a word such as `leader` meant stands on the stage; here there is no room for it. */
function wordsOf(text: string): Pick<FaultMark, "text" | "label" | "isOperation"> {
  const isOperation = firstWord(text) === "operation";
  return { text: faultWords(text.replace(/ \[.*\]$/, "")), label: shortText(text), isOperation };
}

const MESSAGE_FAULT =
  /^(drop|delay)-message (.*?)(\S+) to (\S+) sent at \S+(?: no\. \d+)?( by \S+)?(?: \[(.*)\])?$/;

/** `drop-message n1 to n2 sent at 2.097331s [AppendEntries]` → `drop AppendEntries n1→n2`. */
function shortText(text: string): string {
  const [, what, type, from, to, by = "", hit = ""] = MESSAGE_FAULT.exec(text) ?? [];
  if (what === undefined) return faultWords(text.replace(/ \[.*\]$/, "")).replace(/^operation /, "");
  const kind = type !== "" ? type : hit === "" || hit.startsWith("no such") ? "" : `${firstWord(hit)} `;
  return faultWords(`${what} ${kind}${from}→${to}${by}`);
}

function firstWord(text: string): string {
  return text.split(/\s/, 1)[0] ?? "";
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Bars that overlap in time go to rows of their own: the first row that is free at their beginning. */
export function stackBars(marks: readonly FaultMark[]): Map<FaultMark, number> {
  const freeFromUs: number[] = [];
  const rowOf = new Map<FaultMark, number>();
  for (const mark of marks.toSorted((a, b) => a.fromUs - b.fromUs)) {
    if (mark.isInstant) continue;
    const free = freeFromUs.findIndex((us) => us <= mark.fromUs);
    const row = free < 0 ? freeFromUs.length : free;
    freeFromUs[row] = mark.toUs;
    rowOf.set(mark, row);
  }
  return rowOf;
}
