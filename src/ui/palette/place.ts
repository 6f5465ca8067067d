import { parseDuration } from "../../base/index.ts";

/** A place in the run that somebody typed. */
export type Place = { readonly timeUs: number } | { readonly event: number };

/** `2.1s`, `2.1`, `120ms` are times; `#12,431` is the event of that number. Undefined: neither. */
export function placeOf(text: string): Place | undefined {
  const typed = text.trim();
  const number = /^#\s*(\d[\d,]*)$/.exec(typed)?.[1];
  if (number !== undefined) return { event: Number(number.replaceAll(",", "")) };
  if (/^\d+(\.\d+)?$/.test(typed)) return { timeUs: Number(typed) * 1e6 };
  if (!/^[\d.]/.test(typed)) return undefined;
  const duration = parseDuration(typed);
  return duration.ok && duration.value >= 0 ? { timeUs: duration.value } : undefined;
}
