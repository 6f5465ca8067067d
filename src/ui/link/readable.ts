import { err, ok, parseDuration, type Result } from "../../base/index.ts";
import type { RunAddress } from "../route/route.ts";
import type { Selection } from "../state/selection-store.ts";
import { usualView, type KeptView, type LinkState, type Place } from "./link-state.ts";

/**
 * Addresses that people can read and write: a scenario of the gallery, values of its parameters, and a moment. What has
 * branches or marks, or shows more than one tab in its usual arrangement, needs a packed link.
 */

/** What the gallery says of the scenario, and how its nodes are called. */
export interface Known {
  readonly name: string;
  /** The document's own seed. */
  readonly seed: string | undefined;
  /** The selection that a reader starts with. */
  readonly selection: Selection;
  readonly nodes: readonly string[];
}

/** `last`: the event is the last one at its time, which need not be said. Undefined when a packed link is needed. */
export function toReadable({ run, place }: LinkState, known: Known, isLast: boolean): RunAddress | undefined {
  const { view, selection } = place;
  const isUsual = restOf(view) === restOf(usualView);
  const { compared, marks, filter } = place;
  const isPlain = run.branches.length === 0 && [compared, marks, filter].every((one) => one === undefined);
  if (!isUsual || !isPlain) return undefined;
  const isSame = JSON.stringify(selection) === JSON.stringify(known.selection);
  const isAtStart = place.event === -1 && place.timeUs === 0;
  return {
    name: known.name,
    ...(run.seed === known.seed ? {} : { seed: run.seed }),
    ...(run.set.length > 0 ? { set: run.set } : {}),
    ...(isAtStart ? {} : { at: timeWord(place.timeUs) }),
    ...(isAtStart || isLast || place.event === undefined ? {} : { event: String(place.event) }),
    ...(place.seenUs === undefined ? {} : { seen: timeWord(place.seenUs) }),
    ...(isSame ? {} : { select: selectionWord(selection, known.nodes) }),
    ...(view.tab === usualView.tab ? {} : { tab: view.tab }),
    ...(view.models === undefined ? {} : { models: view.models }),
    ...(isAtStart ? {} : { v: versionOf(run.engine) }),
  };
}

/** The part of a view for which an address has no words. */
function restOf(view: KeptView): string {
  return JSON.stringify({ ...view, tab: "", models: undefined });
}

/** Whether the address says more than which run to open. */
export function namesPlace({ at, event, seen, select, tab, models }: RunAddress): boolean {
  return [at, event, seen, select, tab, models].some((word) => word !== undefined);
}

/** `usual`: what is selected when the address does not say. */
export function fromReadable(
  { at, event, seen, select, tab = usualView.tab, models }: RunAddress,
  { selection, nodes }: Pick<Known, "selection" | "nodes">,
): Result<Place, string> {
  const timeUs = at === undefined ? ok(0) : timeOf(at);
  if (!timeUs.ok) return timeUs;
  const seenUs = seen === undefined ? ok(undefined) : timeOf(seen);
  if (!seenUs.ok) return seenUs;
  if (event !== undefined && !/^\d{1,15}$/.test(event))
    return err(`"${event}" is not the number of an event`);
  const selected = select === undefined ? selection : selectionOf(select, nodes);
  if (selected === undefined) return err(`there is nothing called "${select}" to select`);
  return ok({
    timeUs: timeUs.value,
    ...(event === undefined ? (at === undefined ? { event: -1 } : {}) : { event: Number(event) }),
    ...(seenUs.value === undefined ? {} : { seenUs: seenUs.value }),
    selection: selected,
    view: { ...usualView, tab, ...(models === undefined ? {} : { models }) },
  });
}

/** `lightcone/0.1.0` → `0.1.0`. */
export function versionOf(engine: string): string {
  return engine.replace(/^lightcone\//, "");
}

function timeWord(us: number): string {
  return `${us / 1e6}s`;
}

function timeOf(text: string): Result<number, string> {
  const us = parseDuration(text);
  if (us.ok && us.value >= 0) return us;
  return err(us.ok ? `"${text}" is before the start` : us.error.problem);
}

function selectionWord(selection: Selection, nodes: readonly string[]): string {
  switch (selection.kind) {
    case "none":
      return "none";
    case "node":
      return nodes[selection.node] ?? "none";
    case "link":
      return `link.${nodes[selection.from]}.${nodes[selection.to]}`;
    case "event":
      return `event.${selection.event}`;
    case "operation":
      return `operation.${selection.index}`;
  }
}

function selectionOf(word: string, nodes: readonly string[]): Selection | undefined {
  const node = nodes.indexOf(word);
  if (node >= 0) return { kind: "node", node };
  if (word === "none") return { kind: "none" };
  const [kind, ...rest] = word.split(".");
  const [first = "", second = ""] = rest;
  const number = /^\d{1,15}$/.test(first) ? Number(first) : undefined;
  if (kind === "event" && number !== undefined) return { kind: "event", event: number };
  if (kind === "operation" && number !== undefined) return { kind: "operation", index: number };
  const [from, to] = [nodes.indexOf(first), nodes.indexOf(second)];
  return kind === "link" && from >= 0 && to >= 0 ? { kind: "link", from, to } : undefined;
}
