import { useState, type ReactNode } from "react";
import { choiceOf, MATRIX_FAULTS, MATRIX_STORES, type MatrixCell } from "../../experiments/index.ts";
import { seedProblem } from "../../base/index.ts";
import { PageHead } from "../laboratory/page-head.tsx";
import { cellWords } from "./cell-words.ts";
import { cellHash } from "./open-cell.ts";
import { cellId, CELLS, useMatrix, type Matrix } from "./use-matrix.ts";
import "./matrix.css";

/** The row beside which all others are measured. */
const ALONE = "single-node";

/** Every store under every fault: what it kept of its promise, whom it answered, and how fast. */
export function MatrixPage({ seed = "1" }: { readonly seed?: string }): ReactNode {
  const setSeed = (chosen: string): void => {
    location.hash = `#/matrix?${new URLSearchParams({ seed: chosen }).toString()}`;
  };
  const matrix = useMatrix(seed);
  return (
    <>
      <PageHead here="#/matrix" />
      <main className="matrix-page">
        <h1>What each store keeps under each fault</h1>
        <p className="read">
          One workload, five replicas, four clients. The fault is there from 3 s to 7 s; every cell is a run
          that was computed here, judged against ten models, and opens with a click.
        </p>
        <div className="matrix-tools">
          <SeedForm key={seed} seed={seed} onSeed={setSeed} />
          <MatrixProgress matrix={matrix} onCancel={matrix.cancel} onRestart={matrix.restart} />
        </div>
        <section className="matrix-scroll" aria-label="The matrix">
          <MatrixTable cells={matrix.cells} />
        </section>
        <Reading />
      </main>
    </>
  );
}

function SeedForm({
  seed,
  onSeed,
}: {
  readonly seed: string;
  readonly onSeed: (seed: string) => void;
}): ReactNode {
  const [text, setText] = useState(seed);
  const problem = seedProblem(text);
  return (
    <form
      className="matrix-seed"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onSeed(text);
      }}
    >
      <label>
        Seed <input value={text} size={8} onChange={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit" className="outline small" disabled={problem !== undefined || text === seed}>
        Run all again
      </button>
      {problem !== undefined && <span role="alert">{problem}</span>}
    </form>
  );
}

interface ProgressProps {
  readonly matrix: Matrix;
  readonly onCancel: () => void;
  readonly onRestart: () => void;
}

function MatrixProgress({ matrix: { cells, phase, error }, onCancel, onRestart }: ProgressProps): ReactNode {
  const count = `${cells.size} of ${CELLS} runs`;
  if (phase === "done") return <p className="quiet">{count}, all computed on this machine.</p>;
  if (phase === "running")
    return (
      <p>
        <progress max={CELLS} value={cells.size} aria-label="Runs computed" /> {count}{" "}
        <button type="button" className="textual" onClick={onCancel}>
          Cancel
        </button>
      </p>
    );
  return (
    <p role={phase === "failed" ? "alert" : undefined}>
      {phase === "failed" ? `The computation broke off: ${error}.` : `Cancelled after ${count}.`}{" "}
      <button type="button" className="textual" onClick={onRestart}>
        Compute again
      </button>
    </p>
  );
}

function MatrixTable({ cells }: { readonly cells: Matrix["cells"] }): ReactNode {
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th scope="col">Store</th>
          {MATRIX_FAULTS.map(({ id, title, about }) => (
            <th key={id} scope="col" title={about}>
              {title}
            </th>
          ))}
          <th
            scope="col"
            title="If parted: available (A) or consistent (C); else: latency (L) or consistency (C)"
          >
            PACELC
          </th>
        </tr>
      </thead>
      <tbody>
        {MATRIX_STORES.map(({ id, title, about }) => (
          <tr key={id}>
            <th scope="row">
              {title}
              <span>{about}</span>
            </th>
            {MATRIX_FAULTS.map((fault) => (
              <td key={fault.id}>
                <b className="matrix-fault">{fault.title}</b>
                <Cell cell={cells.get(cellId(id, fault.id))} of={`${title}, ${fault.title}`} />
              </td>
            ))}
            <td>
              <b className="matrix-fault">PACELC</b>
              <ChoiceCell
                cells={MATRIX_FAULTS.flatMap((fault) => cells.get(cellId(id, fault.id)) ?? [])}
                alone={cells.get(cellId(ALONE, "none"))}
                isAlone={id === ALONE}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell, of }: { readonly cell: MatrixCell | undefined; readonly of: string }): ReactNode {
  if (cell === undefined) return <span className="matrix-waiting">…</span>;
  const words = cellWords(cell);
  const open = (): void => {
    void cellHash(cell).then((hash) => {
      location.hash = hash;
    });
  };
  return (
    <button
      type="button"
      className="matrix-cell"
      data-strength={Math.round(words.strength * 5)}
      title={words.sentence}
      onClick={open}
    >
      <span className="visually-hidden">{of}: </span>
      <b>{words.strongest}</b>
      <span>{words.answered}</span>
      <span>
        {words.p99}, <span className={cell.lost === 0 ? undefined : "matrix-lost"}>{words.lost}</span>
      </span>
    </button>
  );
}

interface ChoiceProps {
  readonly cells: readonly MatrixCell[];
  readonly alone: MatrixCell | undefined;
  readonly isAlone: boolean;
}

function ChoiceCell({ cells, alone, isAlone }: ChoiceProps): ReactNode {
  if (isAlone) return <span className="matrix-choice">one copy: no choice</span>;
  const choice = choiceOf(cells, alone);
  if (choice === undefined) return <span className="matrix-waiting">…</span>;
  const { partitioned, otherwise, why } = choice;
  return (
    <span className="matrix-choice">
      <b>
        P{partitioned === "neither" ? "–" : partitioned}/E{otherwise}
      </b>
      <span className="visually-hidden">{why}</span>
    </span>
  );
}

function Reading(): ReactNode {
  return (
    <section className="matrix-reading" aria-label="How to read it">
      <p>
        <b>Each cell</b> names the strongest model that the history of its run satisfied (“+ 1”: and another
        that neither implies nor is implied by it), the share of operations begun during the fault that were
        answered, the 99th percentile of latency, and how many acknowledged writes are certainly gone at the
        end. A run that kept a model is no proof that the store always does; a run that broke it is proof that
        it does not.
      </p>
      <p>
        <b>CAP</b> is read off the two columns with a partition: where a store stayed linearizable it did not
        answer everybody, and where it answered everybody it did not stay linearizable. <b>PACELC</b> adds the
        first column: PA or PC as measured there (P–: neither), else EL where a write is answered as fast as
        by a single node, EC where it waits for other replicas. Clients come at a fixed rate, so whoever is
        not answered is counted.
      </p>
      <p>
        <b>Kept here is not promised:</b> R+W&gt;N with “the last write wins” is not linearizable in general,
        as its column of clock skew shows; ABD writes back what it reads for that reason. Try other seeds.
      </p>
    </section>
  );
}
