/**
 * What has no room ends in an ellipsis, between two words: the beginning of a number would be another number. The
 * drawing's description has all of it.
 */
export function clip(words: string, room: number, widthOf: (words: string) => number): string {
  if (widthOf(words) <= room) return words;
  const parts = words.split(" ");
  for (let count = parts.length - 1; count > 0; count--) {
    const clipped = `${parts.slice(0, count).join(" ")} …`;
    if (widthOf(clipped) <= room) return clipped;
  }
  return "…";
}
