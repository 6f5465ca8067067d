import { useEffect, useState, type ReactNode } from "react";
import { announce } from "../parts/announcer.tsx";
import { deleteKept, listKept, putKept } from "./library.ts";
import type { KeptRun } from "./database.ts";
import { KeptRow } from "./kept-row.tsx";
import "./kept-section.css";

/** What this browser keeps: runs with a name, and what was lost with a tab. Nothing is shown where there is nothing. */
export function KeptSection(): ReactNode {
  const { runs, trouble, remove, rename, restore } = useKept();
  const named = runs.filter(({ run }) => run.name !== undefined);
  const unsaved = runs.filter(({ run }) => run.name === undefined);
  if (runs.length === 0 && trouble === undefined) return null;
  const list = (title: string, says: string, rows: readonly Row[]): ReactNode =>
    rows.length === 0 ? null : (
      <section className="topic kept" aria-label={title}>
        <header>
          <h2>{title}</h2>
          <p>{says}</p>
        </header>
        <ul>
          {rows.map(({ run, isDeleted }) => (
            <KeptRow
              key={run.id}
              run={run}
              isDeleted={isDeleted}
              onDelete={() => void remove(run)}
              onUndo={() => void restore(run)}
              onRename={(name) => void rename(run, name)}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {trouble !== undefined && (
        <p className="kept-trouble" role="alert">
          {trouble}
        </p>
      )}
      {list("Continue where you were", "Edited, and not kept under a name", unsaved)}
      {list("Kept on this device", "In this browser only", named)}
    </>
  );
}

/** A deleted run keeps its row for as long as the page is open: it can be put back. */
interface Row {
  readonly run: KeptRun;
  readonly isDeleted: boolean;
}

interface Kept {
  readonly runs: readonly Row[];
  readonly trouble: string | undefined;
  remove(run: KeptRun): Promise<void>;
  restore(run: KeptRun): Promise<void>;
  rename(run: KeptRun, name: string): Promise<void>;
}

function useKept(): Kept {
  const [runs, setRuns] = useState<readonly Row[]>([]);
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    void listKept().then((kept) => {
      if (kept.ok) setRuns(kept.value.map((run) => ({ run, isDeleted: false })));
      // A browser that keeps nothing has nothing to say about it before something is to be kept.
    });
  }, []);
  const change = async (
    work: Promise<{ readonly ok: boolean; readonly error?: string }>,
    row: Row,
    words: string,
  ): Promise<void> => {
    const done = await work;
    setTrouble(done.ok ? undefined : done.error);
    if (!done.ok) return;
    setRuns((all) => all.map((one) => (one.run.id === row.run.id ? row : one)));
    announce(words);
  };
  return {
    runs,
    trouble,
    remove: (run) => change(deleteKept(run.id), { run, isDeleted: true }, `Deleted ${nameOf(run)}`),
    restore: (run) => change(putKept(run), { run, isDeleted: false }, `${nameOf(run)} is back`),
    rename: (run, name) => {
      if (runs.some((other) => other.run.id !== run.id && !other.isDeleted && other.run.name === name)) {
        setTrouble(`Something else is called “${name}” already.`);
        return Promise.resolve();
      }
      const renamed = { ...run, name };
      return change(putKept(renamed), { run: renamed, isDeleted: false }, `Renamed to ${name}`);
    },
  };
}

function nameOf({ name, title }: KeptRun): string {
  return name ?? title;
}
