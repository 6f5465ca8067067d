/** The text formats of a history. */
export type HistoryFormat = "json-lines" | "edn" | "jepsen-log";

/**
 * The format by what the text begins with; the file's extension decides only where that could be two.
 * Braces and brackets open JSON when a double quote follows, else EDN; anything else is a log.
 */
export function detectFormat(text: string, fileName: string): HistoryFormat {
  const start = /^(?:[\s,]|;[^\n]*\n)*/.exec(text.slice(0, 65536))![0].length;
  const head = text.slice(start, start + 4096);
  if (/^\[?\s*\{\s*"/.test(head)) return "json-lines";
  if (/^[[(]?[\s,]*\{[\s,]*:/.test(head) || /^[[(]?[\s,]*#/.test(head) || text.slice(0, start).includes(";"))
    return "edn";
  if (/^[[({]/.test(head)) return byExtension(fileName, head);
  return /\.(?:jsonl|ndjson|json)$/i.test(fileName)
    ? "json-lines"
    : /\.edn$/i.test(fileName)
      ? "edn"
      : "jepsen-log";
}

/** `[main] INFO …` and `{}` begin like EDN and JSON, but need not be. */
function byExtension(fileName: string, head: string): HistoryFormat {
  if (/\.(?:jsonl|ndjson|json)$/i.test(fileName)) return "json-lines";
  if (/\.edn$/i.test(fileName)) return "edn";
  return /^\[[\w -]+\]\s/.test(head) ? "jepsen-log" : "edn";
}
