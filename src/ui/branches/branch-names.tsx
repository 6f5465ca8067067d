import { Suspense, type ReactNode } from "react";
import { showBranch } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { MoreIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import type { TimelineRows } from "../transport/timeline-scale.ts";
import { setBranchList, useBranchList } from "./branch-list-store.ts";
import { BranchList } from "./on-demand.ts";
import type { BranchRows } from "./use-branch-rows.ts";

/** Names before the lines: the run on the page, whose name opens the list, and the others, which a press shows. */
export function BranchNames({
  rows,
  hidden,
  heights,
}: BranchRows & { readonly heights: TimelineRows }): ReactNode {
  const { line, branches, pitch } = heights;
  return (
    <div className="branch-names">
      <BranchesButton top={line - 12} />
      {rows.map(({ branch: { id, name, what }, startUs }, index) => (
        <button
          key={id}
          type="button"
          className="small branch-name"
          style={{ top: branches + index * pitch - 12 }}
          title={name === what || what === "" ? name : `${name}: ${what}`}
          aria-label={`Show branch ${name}, another run from ${secondsText(startUs)} seconds on`}
          onClick={() => switchTo(id, name)}
        >
          <span>{name}</span>
        </button>
      ))}
      {hidden > 0 && (
        <button
          type="button"
          className="small branch-name"
          style={{ top: branches + rows.length * pitch - 12 }}
          onClick={() => setBranchList(true)}
        >
          {hidden} more
        </button>
      )}
    </div>
  );
}

function switchTo(id: number, name: string): void {
  void showBranch(id).then(() => announce(`Branch ${name}, at the same time`));
}

/** The shown branch's name; its list is loaded when it is first wanted. */
export function BranchesButton({ top }: { readonly top?: number }): ReactNode {
  const name = useRun((state) => state.info?.branches.find(({ id }) => id === state.info?.branch)?.name);
  const count = useRun((state) => state.info?.branches.length ?? 1);
  const isOpen = useBranchList((state) => state.isOpen);
  if (name === undefined) return null;
  const button = (
    <button
      type="button"
      className="small branch-name shown"
      {...(top === undefined ? {} : { style: { top } })}
      title={name}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={`Branch ${name}, ${count} in all: list of branches`}
      onClick={() => setBranchList(!isOpen)}
    >
      <span>{name}</span>
      <MoreIcon />
    </button>
  );
  if (!isOpen) return button;
  return (
    <Suspense fallback={button}>
      <BranchList>{button}</BranchList>
    </Suspense>
  );
}
