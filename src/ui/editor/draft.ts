import { create } from "zustand";
import type { InputError } from "../../base/index.ts";
import { checkText, edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { runNow, useRun } from "../state/run-store.ts";

/**
 * The text in the editor, which need not be the run's:
 *
 *   typed ──60 ms──▶ checked by the engine ──400 ms without typing, nothing wrong──▶ an edit of the run
 *
 * What is wrong stays here, with its places, and the run stays that of the last valid text. When the run's text changes
 * from elsewhere (a fault, undo, another branch) the editor follows, unless there is text here that no run has: then both
 * are kept, and the reader chooses.
 */
export interface Draft {
  readonly text: string;
  /** The run's text that this one was written over. */
  readonly base: string;
  /** What is wrong with `checked`. */
  readonly errors: readonly InputError[];
  /** The text that was checked last; another than `text` while typing. */
  readonly checked: string | undefined;
  /** The run's text, when it changed while there was text here that is not saved. */
  readonly theirs: string | undefined;
}

/** In which a burst of typing ends, ms: problems are told within 150 ms of typing. */
const CHECK_AFTER_MS = 60;
/** Without typing for so long a valid text becomes the run's, ms. */
const APPLY_AFTER_MS = 400;

const empty: Draft = { text: "", base: "", errors: [], checked: undefined, theirs: undefined };

export const useDraft = create<Draft>(() => empty);
const draftNow = (): Draft => useDraft.getState();

let checkTimer: ReturnType<typeof setTimeout> | undefined;
let applyTimer: ReturnType<typeof setTimeout> | undefined;
/** The text that the run is being changed to: it comes back as the run's, and is no change from elsewhere. */
let sent: string | undefined;

follow(runNow().info?.text);
// The engine loads what it needs for texts that may name anything with the first that it checks: before the first mistake.
if (draftNow().text !== "") void checkText(draftNow().text);
useRun.subscribe(({ info }, before) => {
  if (info?.text !== before.info?.text) follow(info?.text);
});

export function isSaved({ text, base }: Draft): boolean {
  return text === base;
}

/** The reader wrote something. */
export function write(text: string): void {
  if (text === draftNow().text) return;
  useDraft.setState({ text });
  clearTimeout(checkTimer);
  clearTimeout(applyTimer);
  checkTimer = setTimeout(() => void check(), CHECK_AFTER_MS);
  applyTimer = setTimeout(() => void apply(), APPLY_AFTER_MS);
}

/** What is not saved gives way to the run's text. */
export function takeTheirs(): void {
  const { theirs, base } = draftNow();
  adopt(theirs ?? base);
}

/** What is written here stays, and becomes the run's when nothing is wrong with it. */
export function keepMine(): void {
  const { theirs, base } = draftNow();
  useDraft.setState({ base: theirs ?? base, theirs: undefined });
  void apply();
}

function follow(text: string | undefined): void {
  if (text === undefined) return;
  const draft = draftNow();
  if (text === draft.text || text === sent) useDraft.setState({ base: text, theirs: undefined });
  else if (isSaved(draft)) adopt(text);
  else useDraft.setState(text === draft.base ? { theirs: undefined } : { theirs: text });
}

/** A text that a run has is valid: it is the run's. */
function adopt(text: string): void {
  clearTimeout(checkTimer);
  clearTimeout(applyTimer);
  useDraft.setState({ text, base: text, errors: [], checked: text, theirs: undefined });
}

async function check(): Promise<readonly InputError[] | undefined> {
  const { text } = draftNow();
  const errors = await checkText(text);
  if (errors === undefined || text !== draftNow().text) return undefined;
  useDraft.setState({ errors, checked: text });
  return errors;
}

async function apply(): Promise<void> {
  const { text, base, theirs } = draftNow();
  if (text === base || theirs !== undefined) return;
  const errors = draftNow().checked === text ? draftNow().errors : await check();
  if (errors === undefined || errors.length > 0 || text !== draftNow().text) return;
  sent = text;
  const refused = await edit({ do: "text", text }, false);
  sent = undefined;
  if (text !== draftNow().text) return;
  useDraft.setState({ errors: refused, checked: text });
  if (isSaved(draftNow())) announce("The run is of the edited text");
}
