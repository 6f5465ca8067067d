import { Dialog } from "radix-ui";
import { useState, type FormEvent, type ReactNode } from "react";
import type { Change, RunInfo } from "../../session/index.ts";
import { compareWith, edit, showBranch } from "../engine/run-controller.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { setCompareChooser } from "./compare-store.ts";
import "../parts/dialog.css";
import "./compare.css";

/** With what the run on the page is to be compared: a branch that is there, another seed, another value. */
export function CompareChooser(): ReactNode {
  const info = useRun((state) => state.info);
  if (info === undefined) return null;
  const name = info.branches.find(({ id }) => id === info.branch)?.name;
  return (
    <Dialog.Root open onOpenChange={setCompareChooser}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-ground" />
        <Dialog.Content className="dialog compare-chooser" aria-describedby={undefined}>
          <Dialog.Title>Compare {name} with</Dialog.Title>
          <Choice info={info} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Kind = "branch" | "seed" | "parameter";

function Choice({ info }: { readonly info: RunInfo }): ReactNode {
  const others = info.branches.filter(({ id }) => id !== info.branch);
  const [kind, setKind] = useState<Kind>(others.length > 0 ? "branch" : "seed");
  const [branch, setBranch] = useState(others.at(-1)?.id ?? 0);
  const [seed, setSeed] = useState(nextSeed(info.seed));
  const [path, setPath] = useState(info.params[0]?.path ?? "");
  const param = info.params.find((other) => other.path === path);
  const [value, setValue] = useState(param?.value ?? "");
  const [problem, setProblem] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const change: Change | undefined =
      kind === "seed"
        ? { do: "seed", seed: seed.trim() }
        : kind === "parameter"
          ? { do: "set", path, value: value.trim() }
          : undefined;
    void begin(info, change, branch).then((found) => {
      setProblem(found);
      if (found === "") setCompareChooser(false);
    });
  };
  const option = (which: Kind, words: string, field: ReactNode): ReactNode => (
    <div className="compare-choice">
      <label>
        <input type="radio" name="with" checked={kind === which} onChange={() => setKind(which)} />
        {words}
      </label>
      {/* Using a field chooses it. */}
      <div onFocus={() => setKind(which)}>{field}</div>
    </div>
  );
  return (
    <form onSubmit={submit}>
      {others.length > 0 &&
        option(
          "branch",
          "a branch",
          <select
            aria-label="Branch"
            value={branch}
            onChange={(event) => setBranch(Number(event.currentTarget.value))}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>,
        )}
      {option(
        "seed",
        "another seed",
        <input
          type="text"
          aria-label="Seed"
          value={seed}
          onChange={(event) => setSeed(event.currentTarget.value)}
        />,
      )}
      {info.params.length > 0 &&
        option(
          "parameter",
          "another value of",
          <>
            <select
              aria-label="Parameter"
              value={path}
              onChange={(event) => {
                const next = event.currentTarget.value;
                setPath(next);
                setValue(info.params.find((other) => other.path === next)?.value ?? "");
              }}
            >
              {info.params.map((other) => (
                <option key={other.path} value={other.path}>
                  {other.name}
                </option>
              ))}
            </select>
            <input
              type="text"
              aria-label="Value"
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </>,
        )}
      {problem !== "" && (
        <p className="compare-problem" role="alert">
          {problem}
        </p>
      )}
      <p className="compare-ends">
        <button type="submit" className="primary">
          Compare
        </button>
        <Dialog.Close type="button">Cancel</Dialog.Close>
      </p>
    </form>
  );
}

/** Makes the branch if it is not there yet, and puts it beside the run that was on the page. What stopped it, in words. */
async function begin(info: RunInfo, change: Change | undefined, branch: number): Promise<string> {
  let other = branch;
  if (change !== undefined) {
    const [first] = await edit(change, false);
    if (first !== undefined) return first.problem;
    other = runNow().info?.branch ?? info.branch;
    if (other === info.branch) return "That is this very run";
    await showBranch(info.branch);
  }
  compareWith(other);
  return "";
}

function nextSeed(seed: string): string {
  return /^\d{1,9}$/.test(seed) ? String(Number(seed) + 1) : `${seed} again`;
}
