import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";

/** Larger numbers are hard to read aloud. */
const SEEDS = 100_000;

/** Which one is chance; the run that follows from it is not. */
export function anotherSeed(seed: string): string {
  const drawn = String(1 + Math.floor(Math.random() * SEEDS));
  return drawn === seed ? `${drawn}0` : drawn;
}

/** The same scenario with other luck; why it cannot be, or nothing. */
export async function runWithSeed(next: string, seed: string): Promise<string> {
  if (next === "" || next === seed) return "";
  const errors = await edit({ do: "seed", seed: next }, false);
  if (errors.length === 0) announce(`The seed is ${next}, it was ${seed}: another run, at the same time`);
  return errors[0]?.problem ?? "";
}
