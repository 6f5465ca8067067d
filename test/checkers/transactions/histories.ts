import { readHistory, toOperations, type Operation } from "../../../src/history/index.ts";

/**
 * A history in short: one transaction a line, micro-operations as Elle writes them. Transactions overlap, each by a process of
 * its own; a line that begins with `fail` or `info` ends so.
 */
export function concurrently(text: string): Operation[] {
  return read(
    linesOf(text).map(
      ({ type, value }, process) => `{:process ${process} :type ${type} :f :txn :value ${value}}`,
    ),
  );
}

/** The same, one transaction after the other; `p0`, `p1`, … before one is its process. */
export function oneByOne(text: string): Operation[] {
  return read(
    linesOf(text).flatMap(({ process, type, value }, index) =>
      [":invoke", type].map((each) => `{:process ${process ?? index} :type ${each} :f :txn :value ${value}}`),
    ),
  );
}

function linesOf(text: string): { process: string | undefined; type: string; value: string }[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, process, type, steps] = /^(?:p(\d+) )?(?:(fail|info) )?(.*)$/.exec(line)!;
      return { process, type: `:${type ?? "ok"}`, value: `[${steps!}]` };
    });
}

function read(lines: readonly string[]): Operation[] {
  const result = readHistory(lines.join("\n"), "h.edn");
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return toOperations(result.value);
}
