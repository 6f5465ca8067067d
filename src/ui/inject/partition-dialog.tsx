import { Dialog } from "radix-ui";
import { useState, type FormEvent, type ReactNode } from "react";
import type { RunInfo } from "../../session/index.ts";
import { edit } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { playheadNow } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { isPartition, partitionYaml, sidesText, type Sides } from "./partition-sides.ts";
import { endPartition, usePartitioning } from "./partition-store.ts";
import "../parts/dialog.css";
import "./partition.css";

/** The same as drawing a line, without a pointer: who is on the one side, who on the other. */
export function PartitionDialog(): ReactNode {
  const isOpen = usePartitioning((state) => state.by === "list");
  const info = useRun((state) => state.info);
  return (
    <Dialog.Root open={isOpen && info !== undefined} onOpenChange={(open) => !open && endPartition()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-ground" />
        <Dialog.Content className="dialog partition-dialog" aria-describedby={undefined}>
          <Dialog.Title>Partition at {secondsText(playheadNow().timeUs)} s</Dialog.Title>
          {info !== undefined && <Choice info={info} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const MOST_LISTED = 60;

function Choice({ info }: { readonly info: RunInfo }): ReactNode {
  const names = info.nodes.map(({ name }) => name);
  const isReplica = (node: number): boolean => info.nodes[node]?.kind === "replica";
  const replicas = info.nodes.flatMap(({ kind }, id) => (kind === "replica" ? [id] : []));
  const [first, setFirst] = useState<ReadonlySet<number>>(
    () => new Set(replicas.slice(0, Math.floor((replicas.length - 1) / 2))),
  );
  const [lasts, setLasts] = useState("");
  const [problem, setProblem] = useState("");
  const ids = info.nodes.map((_, id) => id);
  // A client that is on no side reaches everybody.
  const sides: Sides = [
    ids.filter((id) => first.has(id)),
    ids.filter((id) => !first.has(id) && isReplica(id)),
  ];
  const toggle = (node: number): void => {
    const next = new Set(first);
    if (!next.delete(node)) next.add(node);
    setFirst(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const yaml = partitionYaml(sides, names, lasts.trim());
    const atUs = Math.ceil(playheadNow().timeUs);
    void edit({ do: "inject", atUs, yaml }, false).then((errors) => {
      setProblem(errors[0]?.problem ?? "");
      if (errors.length > 0) return;
      announce(`Partition ${sidesText(sides, names)}`);
      endPartition();
    });
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>On the one side; the other replicas are on the other</legend>
        <div className="partition-nodes">
          {ids.slice(0, MOST_LISTED).map((id) => (
            <label key={id}>
              <input type="checkbox" checked={first.has(id)} onChange={() => toggle(id)} />
              {names[id]}
            </label>
          ))}
        </div>
      </fieldset>
      <p className="partition-words" aria-live="polite">
        {isPartition(sides, isReplica) ? sidesText(sides, names) : "Replicas on both sides make a partition"}
      </p>
      <label className="partition-lasts">
        for
        <input
          type="text"
          value={lasts}
          placeholder="until it is healed"
          onChange={(event) => setLasts(event.currentTarget.value)}
        />
      </label>
      {problem !== "" && (
        <p className="fault-form-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="fault-form-ends">
        <button type="submit" className="primary" disabled={!isPartition(sides, isReplica)}>
          Inject
        </button>
        <Dialog.Close type="button">Cancel</Dialog.Close>
      </p>
    </form>
  );
}
