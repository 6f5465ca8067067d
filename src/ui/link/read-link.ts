import * as z from "zod";
import { err, ok, type Result } from "../../base/index.ts";
import type { Change } from "../../session/index.ts";
import { LINK_VERSION, shortHash } from "./link-json.ts";
import { usualView, type LinkState } from "./link-state.ts";
import { migrations, type JsonObject } from "./migrations.ts";
import { unpack } from "./pack.ts";

/** Reads what came from outside: whatever it is, the answer is a state that can be opened or a sentence. */

/** What was read, and what the reader of the page must know about it. */
export interface ReadLink {
  readonly state: LinkState;
  readonly notice?: string;
}

/** Finds a document of the gallery by the name that a run carries: `scenarios/consensus/split-vote.yaml`. */
export type FindText = (file: string) => Promise<string | undefined>;

export async function readLink(packed: string, findText: FindText): Promise<Result<ReadLink, string>> {
  const text = await unpack(packed);
  if (!text.ok) return err(`This link cannot be read: ${text.error}`);
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return err("This link cannot be read: it is cut off or damaged");
  }
  return readState(json, "This link", findText);
}

/** `what` begins the sentences about errors: `This link`, `run.lightcone.json`. */
export async function readState(
  json: unknown,
  what: string,
  findText: FindText,
): Promise<Result<ReadLink, string>> {
  const newest = migrated(json);
  if (!newest.ok) return err(`${what} cannot be opened: ${newest.error}`);
  const checked = linkShape.safeParse(newest.value);
  if (!checked.success) return err(`${what} cannot be opened: ${misfit(checked.error)}`);
  return withText(checked.data, what, findText);
}

function migrated(json: unknown): Result<JsonObject, string> {
  const version = isObject(json) ? json["link"] : undefined;
  if (!isObject(json) || typeof version !== "number" || !Number.isInteger(version) || version < 0)
    return err("it is not one of Lightcone's");
  if (version > LINK_VERSION)
    return err(
      `it was made by a newer Lightcone (format ${version}; this one knows up to ${LINK_VERSION}). Reload the page to get the newest`,
    );
  return ok(migrations.slice(version).reduce((older, step) => step(older), json));
}

async function withText(
  { run: { text, textHash, ...named }, place, lesson }: z.infer<typeof linkShape>,
  what: string,
  findText: FindText,
): Promise<Result<ReadLink, string>> {
  const stateWith = (document: string): LinkState => ({
    run: { ...named, text: document },
    place,
    ...(lesson === undefined ? {} : { lesson }),
  });
  if (text !== undefined) return ok({ state: stateWith(text) });
  const found = await findText(named.file);
  if (found === undefined) return err(`${what} cannot be opened: there is no scenario "${named.file}" here`);
  const isSame = textHash === undefined || shortHash(found) === textHash;
  return ok({ state: stateWith(found), ...(isSame ? {} : { notice: changedSince }) });
}

const changedSince = "The scenario was changed since this was made: the run may be another one.";

const name = z.string().max(1_000);
const document = z.string().max(1_000_000);
const count = z.int().nonnegative();
const moment = z.number().nonnegative();

const change: z.ZodType<Change> = z.discriminatedUnion("do", [
  z.object({ do: z.literal("inject"), atUs: moment, yaml: document }),
  z.object({ do: z.literal("fault-text"), fault: count, yaml: document }),
  z.object({ do: z.literal("fault-time"), fault: count, atUs: moment }),
  z.object({ do: z.literal("fault-mute"), fault: count, muted: z.boolean() }),
  z.object({ do: z.literal("fault-delete"), fault: count }),
  z.object({ do: z.literal("set"), path: name, value: name }),
  z.object({ do: z.literal("seed"), seed: name }),
  z.object({ do: z.literal("text"), text: document }),
]);

const runShape = z.object({
  lightcone: z.literal("run"),
  version: z.literal(1),
  engine: name,
  file: name,
  text: document.exactOptional(),
  textHash: name.exactOptional(),
  seed: name,
  set: z.array(z.tuple([name, name])).max(1_000),
  branches: z
    .array(z.object({ name, parent: count, changes: z.array(change).max(1_000) }))
    .max(1_000)
    .refine((all) => all.every(({ parent }, index) => parent <= index), "a branch comes before its parent"),
  shown: count,
  fingerprint: name.exactOptional(),
});

const selection = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("node"), node: count }),
  z.object({ kind: z.literal("link"), from: count, to: count }),
  z.object({ kind: z.literal("event"), event: count }),
  z.object({ kind: z.literal("operation"), index: count }),
]);

const view = z.object({
  tab: name.default(usualView.tab),
  isLessonOpen: z.boolean().default(usualView.isLessonOpen),
  isFollowing: z.boolean().default(usualView.isFollowing),
  fromUs: z.number().default(usualView.fromUs),
  spanUs: moment.default(usualView.spanUs),
});

const names = z.array(name).max(1_000);
const filter = z.object({
  hiddenTags: names.default([]),
  hiddenNodes: names.default([]),
  thinNodes: names.default([]),
  search: name.default(""),
  timestamps: z.enum(["none", "lamport", "vector"]).default("none"),
});

/** Where somebody was may be left out, the run may not. */
const linkShape = z.object({
  link: z.literal(LINK_VERSION),
  run: runShape.refine(
    ({ shown, branches }) => shown <= branches.length,
    "it shows a branch it does not have",
  ),
  place: z
    .object({
      event: z.int().min(-1).exactOptional(),
      timeUs: moment.default(0),
      seenUs: moment.exactOptional(),
      selection: selection.default({ kind: "none" }),
      view: view.prefault({}),
      filter: filter.exactOptional(),
      marks: z
        .array(z.object({ event: z.int().min(-1), timeUs: moment, name }))
        .max(1_000)
        .exactOptional(),
      compared: count.exactOptional(),
      stateHash: name.exactOptional(),
    })
    .prefault({}),
  lesson: document.exactOptional(),
});

function misfit({ issues }: z.ZodError): string {
  const [{ path, message }] = issues as [z.core.$ZodIssue];
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
