import { Popover } from "radix-ui";
import { useState, type ReactNode, type SyntheticEvent } from "react";
import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";

/** Larger numbers are hard to read aloud. */
const SEEDS = 100_000;

/** The seed, and a small form to try another, open at first: the same scenario with other luck. */
export function SeedField({ seed }: { readonly seed: string }): ReactNode {
  const [isOpen, setOpen] = useState(true);
  const [refused, setRefused] = useState("");
  const run = async (next: string): Promise<void> => {
    if (next === "" || next === seed) return;
    const errors = await edit({ do: "seed", seed: next }, false);
    setRefused(errors[0]?.problem ?? "");
    if (errors.length === 0) announce(`The seed is ${next}, it was ${seed}: another run, at the same time`);
  };
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const field = new FormData(event.currentTarget).get("seed");
    void run(typeof field === "string" ? field.trim() : "");
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className="seed-open" aria-label={`Seed ${seed}: change`}>
        <b>{seed}</b>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="seed-form" sideOffset={4} align="start" aria-label="Seed">
          {/* Another seed of the run, from wherever, is what the field begins with. */}
          <form key={seed} onSubmit={onSubmit}>
            <label htmlFor="seed-text">Seed: from it follows all luck of the run</label>
            <input
              id="seed-text"
              name="seed"
              type="text"
              defaultValue={seed}
              maxLength={200}
              autoComplete="off"
            />
            {refused !== "" && (
              <p className="seed-refused" role="alert">
                {refused}
              </p>
            )}
            <p className="seed-buttons">
              <button type="submit" className="outline">
                Run with it
              </button>
              <button type="button" className="outline" onClick={() => void run(anotherSeed(seed))}>
                Another seed
              </button>
            </p>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Which one is chance; the run that follows from it is not. */
function anotherSeed(seed: string): string {
  const drawn = String(1 + Math.floor(Math.random() * SEEDS));
  return drawn === seed ? `${drawn}0` : drawn;
}
