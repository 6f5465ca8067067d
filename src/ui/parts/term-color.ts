const TERM_COLORS = 5;

/** Term colours repeat after five; the printed figure decides. Terms below 1 have the first colour. */
export function termColor(term: number): { readonly fill: string; readonly text: string } {
  const index = ((((term - 1) % TERM_COLORS) + TERM_COLORS) % TERM_COLORS) + 1;
  return { fill: `var(--term-${index})`, text: `var(--on-term-${index})` };
}
