import { Popover } from "radix-ui";
import { useState, type ReactNode, type SyntheticEvent } from "react";
import { anotherSeed, runWithSeed } from "./run-with-seed.ts";

/** The seed, and a small form to try another, open at first: the same scenario with other luck. */
export function SeedField({ seed }: { readonly seed: string }): ReactNode {
  const [isOpen, setOpen] = useState(true);
  const [refused, setRefused] = useState("");
  const run = async (next: string): Promise<void> => setRefused(await runWithSeed(next, seed));
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
