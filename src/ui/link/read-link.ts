import * as z from "zod";
import { err, ok, type Result } from "../../base/index.ts";
import { savedRunShape } from "../../session/index.ts";
import { LINK_VERSION, shortHash } from "./link-json.ts";
import type { LinkState } from "./link-state.ts";
import { migrations, type JsonObject } from "./migrations.ts";
import { unpack } from "./pack.ts";
import { placeShape } from "./place-shape.ts";

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

/** `what` begins the sentences about errors: `This link`. */
export async function readState(
  json: unknown,
  what: string,
  findText: FindText,
): Promise<Result<ReadLink, string>> {
  const newest = migrated(json);
  if (!newest.ok) return err(`${what} cannot be opened: ${newest.error}`);
  const whole = await withText(newest.value, findText);
  if (!whole.ok) return err(`${what} cannot be opened: ${whole.error}`);
  const checked = linkShape.safeParse(whole.value.json);
  if (!checked.success) return err(`${what} cannot be opened: ${misfit(checked.error)}`);
  const { run, place, lesson } = checked.data;
  const { page: _, ...saved } = run;
  return ok({
    state: { run: saved, place, ...(lesson === undefined ? {} : { lesson }) },
    ...(whole.value.isChanged ? { notice: changedSince } : {}),
  });
}

const changedSince = "The scenario was changed since this was made: the run may be another one.";

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

/** Puts the gallery's text where it was left out. */
async function withText(
  json: JsonObject,
  findText: FindText,
): Promise<Result<{ readonly json: JsonObject; readonly isChanged: boolean }, string>> {
  const { run } = json;
  if (!isObject(run) || "text" in run) return ok({ json, isChanged: false });
  const { textHash, ...named } = run;
  const text = await findText(String(named["file"]));
  if (text === undefined) return err(`there is no scenario "${String(named["file"])}" here`);
  return ok({
    json: { ...json, run: { ...named, text } },
    isChanged: textHash !== undefined && shortHash(text) !== textHash,
  });
}

/** Where somebody was may be left out, the run may not. */
const linkShape = z.object({
  link: z.literal(LINK_VERSION),
  run: savedRunShape,
  place: placeShape.prefault({}),
  lesson: z.string().max(1_000_000).exactOptional(),
});

function misfit({ issues }: z.ZodError): string {
  const [{ path, message }] = issues as [z.core.$ZodIssue];
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
