import { parseDocument } from "yaml";

/** Text is YAML where it can be read as a value, and else stands for itself: `1ms..5ms`, `a: b`. */
export function readValue(text: string): unknown {
  if (text.length > 10_000) return text;
  const parsed = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  if (parsed.errors.length > 0 || parsed.warnings.length > 0 || parsed.contents === null) return text;
  try {
    return parsed.toJS({ maxAliasCount: 0 }) as unknown;
  } catch {
    return text;
  }
}
