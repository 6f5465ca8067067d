export const LONGEST_SEED = 200;

/**
 * Why a text cannot be a seed; undefined when it can. One rule wherever a seed comes in: it stands in file names, commands
 * and comments of one line, so what would break those is refused.
 */
export function seedProblem(text: string): string | undefined {
  if (text === "") return "a seed has at least one character";
  if (text.length > LONGEST_SEED) return `a seed has at most ${LONGEST_SEED} characters`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return "a seed is one line, without control characters";
  return undefined;
}
