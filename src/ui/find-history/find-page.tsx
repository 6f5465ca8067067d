import { useState, type ReactNode } from "react";
import { OBJECT_LEVELS, weakerThan } from "../../checkers/index.ts";
import type { Found } from "../../experiments/index.ts";
import { countText } from "../format/time.ts";
import { PageHead } from "../laboratory/page-head.tsx";
import { WitnessDrawing } from "../map/witness-drawing.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { findHash } from "../route/route.ts";
import { callerOf, historyLines, operationLines, toPageWitness } from "./found-witness.ts";
import { useSearch, type Search } from "./use-search.ts";
import "../map/map.css";
import "./find.css";

interface Props {
  readonly holds?: string;
  readonly broken?: string;
}

const names = OBJECT_LEVELS.map(({ name }) => name);
const known = (name: string | undefined, usual: string): string =>
  name !== undefined && names.includes(name) ? name : usual;

/** The smallest history that satisfies one model and violates another: an exam question in one click. */
export function FindPage(props: Props): ReactNode {
  const holds = known(props.holds, "sequential");
  const broken = known(props.broken, "linearizable");
  const search = useSearch({ family: "objects", holds, broken });
  const choose = (more: Partial<Record<"holds" | "broken", string>>): void => {
    location.hash = findHash(more.holds ?? holds, more.broken ?? broken);
  };
  return (
    <>
      <PageHead here="#/find" />
      <main className="find-page">
        <h1>Find me a history</h1>
        <p className="read">
          The smallest history of reads and writes that satisfies one consistency model and violates another:
          all histories are tried, the smallest first.
        </p>
        <form className="find-form" onSubmit={(event) => event.preventDefault()}>
          <ModelChoice label="It satisfies" value={holds} onChange={(name) => choose({ holds: name })} />
          <ModelChoice label="and violates" value={broken} onChange={(name) => choose({ broken: name })} />
          <button type="button" className="outline" onClick={() => choose({ holds: broken, broken: holds })}>
            Swap
          </button>
        </form>
        <SearchResult search={search} holds={holds} broken={broken} />
      </main>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function ModelChoice({ label, value, onChange }: ChoiceProps): ReactNode {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {OBJECT_LEVELS.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

const titleOf = (name: string): string => OBJECT_LEVELS.find((level) => level.name === name)!.title;

interface ResultProps {
  readonly search: Search;
  readonly holds: string;
  readonly broken: string;
}

function SearchResult({ search, holds, broken }: ResultProps): ReactNode {
  switch (search.phase) {
    case "idle":
      return <p className="find-status">Cancelled. Choose two models.</p>;
    case "searching":
      return (
        <p className="find-status">
          <progress aria-label="Searching" />{" "}
          {search.progress === undefined
            ? "Searching…"
            : `Histories of ${search.progress.operations} operations, ${countText(search.progress.looked)} looked at.`}{" "}
          <button type="button" className="textual" onClick={search.cancel}>
            Cancel
          </button>
        </p>
      );
    case "failed":
      return (
        <p className="find-status" role="alert">
          The search broke off: {search.error}. Choose again to start it anew.
        </p>
      );
    case "done":
      return <Answer found={search.found} holds={holds} broken={broken} />;
  }
}

function Answer({
  found,
  holds,
  broken,
}: { readonly found: Found } & Omit<ResultProps, "search">): ReactNode {
  if (found.kind === "found")
    return <FoundHistory key={`${holds} ${broken}`} found={found} holds={holds} broken={broken} />;
  return <output className="find-status">{whyNothing(found, holds, broken)}</output>;
}

function whyNothing(found: Exclude<Found, { kind: "found" }>, holds: string, broken: string): string {
  if (found.kind === "implied") {
    return holds === broken
      ? "A history cannot both satisfy a model and violate it."
      : `There is none: every history that is ${titleOf(holds).toLowerCase()} is ${titleOf(broken).toLowerCase()} as well. Swap the two.`;
  }
  const looked = countText(found.looked);
  return found.kind === "none"
    ? `None of the ${looked} histories of up to ${found.operations} operations on two keys does both.`
    : `Nothing was found among ${looked} histories; the budget ran out at ${found.operations} operations.`;
}

interface FoundProps {
  readonly found: Extract<Found, { kind: "found" }>;
  readonly holds: string;
  readonly broken: string;
}

function FoundHistory({ found, holds, broken }: FoundProps): ReactNode {
  const [isQuestion, setQuestion] = useState(false);
  const weaker = weakerThan(OBJECT_LEVELS, holds);
  return (
    <section className="find-found" aria-label="The history">
      <div className="find-drawing">
        <WitnessDrawing witness={toPageWitness(found, !isQuestion)} callerOf={callerOf} />
        <p className="quiet xs">
          {found.operations.length} operations, one after the other; nothing smaller does it (
          {countText(found.looked)} histories looked at).
        </p>
        <div className="find-actions">
          <label>
            <input
              type="checkbox"
              checked={isQuestion}
              onChange={(event) => setQuestion(event.currentTarget.checked)}
            />
            As an exam question: hide the answer
          </label>
          <CopyButton className="outline" what="history" text={historyLines(found)}>
            Copy history
          </CopyButton>
          <CopyButton className="outline" what="operations as text" text={operationLines(found).join("\n")}>
            Copy as text
          </CopyButton>
        </div>
      </div>
      <div className="find-answer">
        {isQuestion ? (
          <p className="read">
            Each lane is a process; nothing was written before. Is this history {titleOf(holds).toLowerCase()}
            ? Is it {titleOf(broken).toLowerCase()}? Give the order that explains it, or say why there is
            none.
          </p>
        ) : (
          <>
            <h2>
              <VerdictMark verdict="invalid" word="violates" /> {titleOf(broken)}
            </h2>
            <p className="read">{found.broken.why}</p>
            <h2>
              <VerdictMark verdict="valid" word="satisfies" /> {titleOf(holds)}
            </h2>
            <p className="read">{found.holds.why}</p>
            {weaker.length > 0 && (
              <p className="quiet">
                With it also: {weaker.map((name) => titleOf(name).toLowerCase()).join(", ")}.
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
