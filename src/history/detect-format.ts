/** The text formats of a history. */
export type HistoryFormat = "json-lines" | "edn" | "jepsen-log";

/**
 * The format by what the text begins with; the file's extension decides only where that could be two.
 * Braces and brackets open JSON when a double quote follows, else EDN; a line with columns or a logger is a log.
 */
export function detectFormat(text: string, fileName: string): HistoryFormat {
  const start = /^(?:[\s,]|;[^\n]*(?:\n|$))*/.exec(text.slice(0, 65_536))![0].length;
  const head = text.slice(start, start + 4096);
  if (/^\[?\s*\{\s*"/.test(head)) return "json-lines";
  if (/^[[(]?[\s,]*(?:\{[\s,]*:|#)/.test(head) || text.slice(0, start).includes(";")) return "edn";
  if (looksLikeLog(head)) return "jepsen-log";
  return byExtension(fileName) ?? (/^[[({]/.test(head) ? "edn" : "jepsen-log");
}

function looksLikeLog(head: string): boolean {
  const line = head.split("\n", 1)[0]!;
  return /\bjepsen\.|\b(?:TRACE|DEBUG|INFO|WARN|ERROR)\b/.test(line) || /^(?:-?\d+|:[\w-]+)\s+:/.test(line);
}

function byExtension(fileName: string): HistoryFormat | undefined {
  if (/\.(?:jsonl|ndjson|json)$/i.test(fileName)) return "json-lines";
  if (/\.edn$/i.test(fileName)) return "edn";
  return /\.log$/i.test(fileName) ? "jepsen-log" : undefined;
}
