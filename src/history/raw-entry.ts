import { nearestName, unknownName, type InputError } from "../base/index.ts";
import { ENTRY_TYPES, type EntryType, type LocatedEntry } from "./entry.ts";
import { errorAt, type Places } from "./source.ts";
import { fromKeywords, looksLikeTransaction, TRANSACTION } from "./transaction.ts";
import { keyText, valueText, type Value } from "./value.ts";

/** The fields that a reader of any format hands over, before anybody has looked at what they hold. */
export const FIELD_NAMES = ["type", "process", "f", "key", "value", "time", "timeUs", "error"] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** One entry as it stands in the file. Offsets count UTF-16 units from the start of the text. */
export interface RawEntry {
  readonly offset: number;
  readonly fields: { [name in FieldName]: Value | undefined };
  readonly offsets: { [name in FieldName]: number };
  /** Names we do not know, kept to suggest one when a known name is missing. */
  readonly otherNames: string[];
}

export function createRawEntry(offset: number): RawEntry {
  return {
    offset,
    fields: {
      type: undefined,
      process: undefined,
      f: undefined,
      key: undefined,
      value: undefined,
      time: undefined,
      timeUs: undefined,
      error: undefined,
    },
    offsets: { type: 0, process: 0, f: 0, key: 0, value: 0, time: 0, timeUs: 0, error: 0 },
    otherNames: [],
  };
}

/** Files the value of one named field. A leading colon (an EDN keyword) is no part of the name. */
export function setField(entry: RawEntry, name: string, value: Value, offset: number): void {
  const bare = withoutColon(name);
  if (!isFieldName(bare)) {
    entry.otherNames.push(bare);
    return;
  }
  entry.fields[bare] = value;
  entry.offsets[bare] = offset;
}

function isFieldName(name: string): name is FieldName {
  return (FIELD_NAMES as readonly string[]).includes(name);
}

/**
 * Checks one raw entry. Undefined: not a client's entry (its process is a name, such as `:nemesis`), and skipped.
 */
export function toEntry(raw: RawEntry, places: Places): LocatedEntry | InputError | undefined {
  const process = readProcess(raw, places);
  if (typeof process !== "number") return process;
  const type = readType(raw, places);
  if (typeof type !== "string") return type;
  const f = readName(raw, places);
  if (typeof f !== "string") return f;
  const key = readKey(raw, places);
  if (typeof key === "object") return key;
  const timeUs = readTimeUs(raw, places);
  if (typeof timeUs === "object") return timeUs;
  const error = raw.fields.error;
  return {
    type,
    process,
    f,
    ...(key === undefined ? {} : { key }),
    value: readValue(raw, f),
    ...(timeUs === undefined ? {} : { timeUs }),
    ...(error === undefined || error === null
      ? {}
      : { error: typeof error === "string" ? withoutColon(error) : valueText(error) }),
    ...places.at(raw.offset),
  };
}

/** True for what {@link toEntry} answers when it found something wrong. */
export function isInputError(entry: LocatedEntry | InputError): entry is InputError {
  return "problem" in entry;
}

function readProcess(raw: RawEntry, places: Places): number | InputError | undefined {
  const { process } = raw.fields;
  const accepted = ["an integer", "a name such as nemesis, whose entries are skipped"];
  if ((process ?? null) === null && isTransaction(raw)) return 0;
  if (process === undefined) return missing(raw, places, "process", accepted);
  if (Number.isSafeInteger(process)) return process as number;
  if (typeof process === "string" && !/^[+-]?\d/.test(process)) return undefined;
  return wrong(raw, places, "process", "a process is an integer", accepted);
}

function readType(raw: RawEntry, places: Places): EntryType | InputError {
  const { type } = raw.fields;
  if (type === undefined) return missing(raw, places, "type", ENTRY_TYPES);
  if (typeof type !== "string")
    return wrong(raw, places, "type", "the type of an entry is a name", ENTRY_TYPES);
  const name = withoutColon(type);
  if ((ENTRY_TYPES as readonly string[]).includes(name)) return name as EntryType;
  return unknownName({ file: places.file, ...places.at(raw.offsets.type) }, "entry type", name, ENTRY_TYPES);
}

function readName(raw: RawEntry, places: Places): string | InputError {
  const { f } = raw.fields;
  const accepted = ["an operation's name, such as read, write, cas"];
  if ((f ?? null) === null && isTransaction(raw)) return TRANSACTION;
  if (f === undefined) return missing(raw, places, "f", accepted);
  if (typeof f !== "string" || withoutColon(f) === "") {
    return wrong(raw, places, "f", "the operation's name is not a name", accepted);
  }
  return withoutColon(f);
}

/** Elle's own examples leave out `f`, and `process` where one process does all: a transaction is known by its value. */
function isTransaction(raw: RawEntry): boolean {
  return looksLikeTransaction(raw.fields.value ?? null);
}

function readValue(raw: RawEntry, f: string): Value {
  const value = raw.fields.value ?? null;
  return f === TRANSACTION ? fromKeywords(value) : value;
}

function readKey(raw: RawEntry, places: Places): string | undefined | InputError {
  const { key } = raw.fields;
  if (key === undefined || key === null) return undefined;
  if (!isKey(key)) return wrong(raw, places, "key", "a key is text or a number", ["text", "a number"]);
  return keyText(key);
}

export function isKey(value: Value): boolean {
  return typeof value !== "object";
}

/** Jepsen's `time` counts nanoseconds; `timeUs` counts microseconds. */
function readTimeUs(raw: RawEntry, places: Places): number | undefined | InputError {
  const { time, timeUs } = raw.fields;
  if (typeof timeUs === "number" && Number.isFinite(timeUs)) return timeUs;
  if (timeUs !== undefined && timeUs !== null) {
    return wrong(raw, places, "timeUs", "a time is a number of microseconds", ["a number"]);
  }
  if (time === undefined || time === null) return undefined;
  if (typeof time === "number" && Number.isFinite(time)) return time / 1000;
  if (typeof time === "string" && /^-?\d{4,}$/.test(time)) return Number(time.slice(0, -3));
  return wrong(raw, places, "time", "a time is a number of nanoseconds", ["a number"]);
}

function missing(raw: RawEntry, places: Places, name: FieldName, accepted: readonly string[]): InputError {
  const near = raw.otherNames.find((other) => nearestName(other, [name]) !== undefined);
  const problem = `this entry has no \`${name}\`${near === undefined ? "" : `, but a \`${near}\``}`;
  return errorAt(places, raw.offset, problem, {
    ...(near === undefined ? {} : { found: near, nearest: name }),
    accepted,
  });
}

function wrong(
  raw: RawEntry,
  places: Places,
  name: FieldName,
  problem: string,
  accepted: readonly string[],
): InputError {
  const found = shorten(valueText(raw.fields[name]!));
  return errorAt(places, raw.offsets[name], `${problem}, not ${found}`, { found, accepted });
}

/** The start of a long text, for a message. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function withoutColon(name: string): string {
  return name.startsWith(":") ? name.slice(1) : name;
}
