/** Words in lines of so many letters, broken between words; the last line ends in an ellipsis where more would follow. */
export function wrapWords(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  const isCut = lines.length > most;
  return shown.map((line, index) => {
    const mark = isCut && index === most - 1 ? "…" : "";
    return (line + mark).length <= letters ? line + mark : `${line.slice(0, Math.max(1, letters - 1))}…`;
  });
}

/** How many of some names fit into lines, with a word for those that do not; nobody is cut in two. */
export function fitNames(names: readonly string[], letters: number, most: number): number {
  for (let shown = names.length; shown > 0; shown--) {
    const rest = names.length - shown;
    const words = [...names.slice(0, shown), ...(rest === 0 ? [] : [`+${rest} more`])];
    let lines = 1;
    let used = 0;
    for (const word of words) {
      const isFirst = used === 0;
      if (isFirst || used + SEPARATOR + word.length <= letters) {
        used += word.length + (isFirst ? 0 : SEPARATOR);
        continue;
      }
      lines++;
      used = word.length;
    }
    if (lines <= most && words.every((word) => word.length <= letters)) return shown;
  }
  return 0;
}

/** ` · ` */
const SEPARATOR = 3;
