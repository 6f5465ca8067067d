import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { freeName, keepAs, listKept } from "../library/library.ts";
import type { LinkState } from "../link/link-state.ts";
import { entryNote } from "../route/address.ts";
import { useRun } from "../state/run-store.ts";

/** Gives the run a name and keeps it in this browser. */
export function KeepForm({ state }: { readonly state: LinkState }): ReactNode {
  const title = useRun((run) => run.info?.title ?? "");
  const [names, setNames] = useState<readonly (string | undefined)[]>([]);
  const [typed, setTyped] = useState<string>();
  const [outcome, setOutcome] = useState<{ readonly kept?: string; readonly trouble?: string }>({});
  useEffect(() => {
    void listKept().then((kept) => {
      if (kept.ok) setNames(kept.value.map((run) => run.name));
      else setOutcome({ trouble: kept.error });
    });
  }, []);
  const name = typed ?? freeName(title, names);
  const isTaken = names.includes(name.trim());
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = name.trim();
    void keepAs(wanted, state, entryNote().unsaved).then((kept) => {
      setOutcome(kept.ok ? { kept: wanted } : { trouble: kept.error });
      if (kept.ok) setNames([...names, wanted]);
      // Without this the free name would change under the reader.
      setTyped(wanted);
    });
  };
  return (
    <form onSubmit={onSubmit}>
      <p className="share-link">
        <input
          type="text"
          value={name}
          maxLength={200}
          aria-label="Name to keep it under"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setOutcome({});
          }}
        />
        <button type="submit" className="outline" disabled={name.trim() === "" || outcome.kept !== undefined}>
          {outcome.kept !== undefined ? "Kept" : isTaken ? "Replace" : "Keep"}
        </button>
      </p>
      <output className="quiet">
        {outcome.trouble ??
          (outcome.kept !== undefined
            ? `Kept as “${outcome.kept}”: it is in the gallery, on this device only.`
            : isTaken
              ? "Something is kept under this name: it would be replaced."
              : "It will be in the gallery, on this device only.")}
      </output>
    </form>
  );
}
