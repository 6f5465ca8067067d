import { Popover } from "radix-ui";
import { useState, type FormEvent, type ReactNode } from "react";
import type { BranchInfo } from "../../session/index.ts";
import { compareWith, removeBranch, renameBranch, showBranch } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { useCompared, useRun } from "../state/run-store.ts";
import { inTreeOrder } from "./branch-depths.ts";
import { setBranchList } from "./branch-list-store.ts";

/** All branches of the run under the name of the shown one: to show, compare, rename and delete. */
export function BranchList({ children }: { readonly children: ReactNode }): ReactNode {
  const info = useRun((state) => state.info);
  return (
    <Popover.Root open onOpenChange={setBranchList}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className="branch-list"
          align="start"
          side="top"
          collisionPadding={8}
          aria-label="Branches of this run"
          onOpenAutoFocus={toShown}
          onInteractOutside={(event) => isOpener(event.target) && event.preventDefault()}
        >
          <h2>Branches</h2>
          <p className="quiet">Every edit of the past makes one: what was to come stays here.</p>
          <ul>
            {inTreeOrder(info?.branches ?? []).map(({ branch, depth }) => (
              <Branch key={branch.id} branch={branch} depth={depth} isShown={branch.id === info?.branch} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A long list opens where the shown branch stands. */
function toShown(event: Event): void {
  const list = event.currentTarget instanceof Element ? event.currentTarget : undefined;
  const shown = list?.querySelector<HTMLElement>('[aria-current="true"]');
  if (shown === undefined || shown === null) return;
  event.preventDefault();
  shown.focus();
  shown.scrollIntoView({ block: "nearest" });
}

/** Its own press closes the list: it must not open it again. */
function isOpener(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".branch-name.shown") !== null;
}

interface BranchProps {
  readonly branch: BranchInfo;
  readonly depth: number;
  readonly isShown: boolean;
}

const MOST_DEPTH = 6;

function Branch({ branch, depth, isShown }: BranchProps): ReactNode {
  const [isNaming, setNaming] = useState(false);
  const { id, name } = branch;
  const show = (): void => {
    setBranchList(false);
    void showBranch(id).then(() => announce(`Branch ${name}, at the same time`));
  };
  return (
    <li style={{ paddingLeft: Math.min(depth, MOST_DEPTH) * 16 }} className={isShown ? "shown" : ""}>
      {isNaming ? (
        <NameField branch={branch} onDone={() => setNaming(false)} />
      ) : (
        <button type="button" className="branch-show" aria-current={isShown} onClick={show}>
          {name}
        </button>
      )}
      <Facts branch={branch} isShown={isShown} />
      <span className="branch-actions">
        {!isShown && <CompareButton branch={branch} />}
        <button type="button" className="small" aria-label={`Rename ${name}`} onClick={() => setNaming(true)}>
          Rename
        </button>
        {branch.parent !== undefined && (
          <button
            type="button"
            className="small"
            aria-label={`Delete ${name}`}
            onClick={() => void removeBranch(id).then(() => announce(`${name} is deleted`))}
          >
            Delete
          </button>
        )}
      </span>
    </li>
  );
}

/** What makes it another run, from when on, and which run it is. */
function Facts({ branch, isShown }: Omit<BranchProps, "depth">): ReactNode {
  const fingerprint = useRun((state) => (isShown ? state.fingerprint : undefined)) ?? branch.fingerprint;
  const { name, what, divergeUs, parent, computedUs } = branch;
  const facts = [
    isShown ? "on the page" : "",
    what === name ? "" : what,
    parent === undefined
      ? ""
      : divergeUs === Infinity
        ? "changes nothing"
        : `from ${secondsText(divergeUs)} s`,
  ].filter(Boolean);
  return (
    <span className="branch-facts">
      {facts.join(" · ")}
      {facts.length > 0 && " · "}
      {fingerprint === undefined ? `computed to ${secondsText(computedUs, 1)} s` : <code>{fingerprint}</code>}
    </span>
  );
}

function CompareButton({ branch: { id, name } }: { readonly branch: BranchInfo }): ReactNode {
  const isCompared = useCompared((state) => state.info?.branch === id);
  return (
    <button
      type="button"
      className="small"
      aria-pressed={isCompared}
      aria-label={`Compare with ${name}`}
      onClick={() => {
        setBranchList(false);
        compareWith(isCompared ? undefined : id);
      }}
    >
      Compare
    </button>
  );
}

function NameField({
  branch,
  onDone,
}: {
  readonly branch: BranchInfo;
  readonly onDone: () => void;
}): ReactNode {
  const [text, setText] = useState(branch.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = text.trim();
    if (name !== "" && name !== branch.name) void renameBranch(branch.id, name);
    onDone();
  };
  return (
    <form onSubmit={submit} className="branch-naming">
      <input
        type="text"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={60}
        aria-label={`Name of ${branch.name}`}
        // The reader asked for this field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onDone();
        }}
      />
      <button type="submit" className="small">
        Keep
      </button>
    </form>
  );
}
