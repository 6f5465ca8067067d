import type { ReactNode } from "react";
import { levelsOf, weakerThan, type Family } from "../../checkers/index.ts";
import type { Found } from "../../experiments/index.ts";
import { countText } from "../format/time.ts";
import { PageHead } from "../laboratory/page-head.tsx";
import { WitnessDrawing } from "../map/witness-drawing.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { findHash, openQuestion, questionHash, type FindAddress } from "../route/route.ts";
import { callerOf, historyLines, operationLines, toPageWitness } from "./found-witness.ts";
import { useSearch, type Search } from "./use-search.ts";
import "../map/map.css";
import "./find.css";

const FAMILIES = [
  ["objects", "reads and writes"],
  ["transactions", "transactions"],
] as const satisfies readonly (readonly [Family, string])[];

/** What is shown unless the address says otherwise. */
const USUAL = {
  objects: { holds: "sequential", broken: "linearizable" },
  transactions: { holds: "snapshot-isolation", broken: "serializable" },
} as const satisfies Record<Family, unknown>;

const familyOf = (name: string | undefined): Family => (name === "transactions" ? "transactions" : "objects");

/** The smallest history that satisfies one model and violates another: an exam question in one click. */
export function FindPage(address: FindAddress): ReactNode {
  const props = openQuestion(address);
  const isQuestion = address.question !== undefined;
  const family = familyOf(props.family);
  const names = levelsOf(family).map(({ name }) => name);
  const known = (name: string | undefined, usual: string): string =>
    name !== undefined && names.includes(name) ? name : usual;
  const holds = known(props.holds, USUAL[family].holds);
  const broken = known(props.broken, USUAL[family].broken);
  const search = useSearch({ family, holds, broken });
  const choose = (more: Partial<FindAddress>): void => {
    location.hash = findHash({ family, holds, broken, ...more });
  };
  return (
    <>
      <PageHead here="#/find" />
      <main className="find-page">
        <h1>{isQuestion ? "A question" : "Find me a history"}</h1>
        {!isQuestion && (
          <p className="read">
            The smallest history that satisfies one consistency model and violates another: all histories are
            tried, the smallest first.
          </p>
        )}
        {!isQuestion && (
          <form className="find-form" onSubmit={(event) => event.preventDefault()}>
            <label>
              A history of
              <select
                value={family}
                onChange={(event) => {
                  const chosen = familyOf(event.currentTarget.value);
                  choose({ family: chosen, ...USUAL[chosen] });
                }}
              >
                {FAMILIES.map(([name, title]) => (
                  <option key={name} value={name}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
            <ModelChoice
              family={family}
              label="that satisfies"
              value={holds}
              onChange={(name) => choose({ holds: name })}
            />
            <ModelChoice
              family={family}
              label="and violates"
              value={broken}
              onChange={(name) => choose({ broken: name })}
            />
            <button
              type="button"
              className="outline"
              onClick={() => choose({ holds: broken, broken: holds })}
            >
              Swap
            </button>
          </form>
        )}
        <SearchResult search={search} family={family} holds={holds} broken={broken} isQuestion={isQuestion} />
      </main>
    </>
  );
}

interface ChoiceProps {
  readonly family: Family;
  readonly label: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function ModelChoice({ family, label, value, onChange }: ChoiceProps): ReactNode {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {levelsOf(family).map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

const titleIn = (family: Family, name: string): string =>
  levelsOf(family).find((level) => level.name === name)!.title;
/** In the middle of a sentence; PRAM stays as it is. */
const wordsIn = (family: Family, name: string): string => {
  const title = titleIn(family, name);
  return title === title.toUpperCase() ? title : title.toLowerCase();
};

interface ResultProps {
  readonly search: Search;
  readonly family: Family;
  readonly holds: string;
  readonly broken: string;
  /** The answer is hidden. */
  readonly isQuestion: boolean;
}

function SearchResult({ search, ...models }: ResultProps): ReactNode {
  switch (search.phase) {
    case "idle":
      return <p className="find-status">Cancelled. Choose two models.</p>;
    case "searching":
      return (
        <p className="find-status">
          <progress aria-label="Searching" />{" "}
          {search.progress === undefined
            ? "Searching…"
            : `Histories of ${search.progress.operations} reads and writes, ${countText(search.progress.looked)} looked at.`}{" "}
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
      return <Answer found={search.found} {...models} />;
  }
}

type Models = Omit<ResultProps, "search">;

function Answer({ found, ...models }: { readonly found: Found } & Models): ReactNode {
  if (found.kind === "found")
    return <FoundHistory key={`${models.holds} ${models.broken}`} found={found} {...models} />;
  return <output className="find-status">{whyNothing(found, models)}</output>;
}

function whyNothing(found: Exclude<Found, { kind: "found" }>, { family, holds, broken }: Models): string {
  if (found.kind === "implied") {
    return holds === broken
      ? "A history cannot both satisfy a model and violate it."
      : `There is none: whatever satisfies ${wordsIn(family, holds)} satisfies ${wordsIn(family, broken)} as well. Swap the two.`;
  }
  const looked = countText(found.looked);
  return found.kind === "none"
    ? `None of the ${looked} histories of up to ${found.operations} reads and writes on two keys does both.`
    : `Nothing was found among ${looked} histories; the time ran out at ${found.operations} reads and writes.`;
}

interface FoundProps {
  readonly found: Extract<Found, { kind: "found" }>;
}

function FoundHistory({ found, family, holds, broken, isQuestion }: FoundProps & Models): ReactNode {
  const address = { family, holds, broken };
  const question = questionText(family, holds, broken);
  return (
    <section className="find-found" aria-label="The history">
      <div className="find-drawing">
        <WitnessDrawing witness={toPageWitness(found, !isQuestion)} callerOf={callerOf} />
        {!isQuestion && (
          <p className="quiet xs">
            Nothing smaller does it: {countText(found.looked)} histories were looked at.
          </p>
        )}
        <div className="find-actions">
          {isQuestion ? (
            <a className="button outline" href={findHash(address)}>
              Show the answer
            </a>
          ) : (
            <a className="button outline" href={questionHash(address)}>
              As an exam question
            </a>
          )}
          <CopyButton className="outline" what="history" text={historyLines(found)}>
            Copy history
          </CopyButton>
          <CopyButton
            className="outline"
            what="operations as text"
            text={[...operationLines(found), "", question].join("\n")}
          >
            Copy question
          </CopyButton>
        </div>
      </div>
      <div className="find-answer">
        {isQuestion ? <p className="read">{question}</p> : <WhySo {...{ found, family, holds, broken }} />}
      </div>
    </section>
  );
}

/** Asked in an order that says nothing: the stronger model first. */
function questionText(family: Family, holds: string, broken: string): string {
  const [first, second] = levelsOf(family)
    .map(({ name }) => name)
    .filter((name) => name === holds || name === broken);
  return (
    `Each lane is a process; nothing was written before. Does this history satisfy ${wordsIn(family, first!)}? Does it ` +
    `satisfy ${wordsIn(family, second!)}? Give the order that explains it, or say why there is none.`
  );
}

function WhySo({ found, family, holds, broken }: FoundProps & Omit<Models, "isQuestion">): ReactNode {
  const weaker = weakerThan(levelsOf(family), holds);
  return (
    <>
      <h2>
        <VerdictMark verdict="invalid" word="violates" /> {titleIn(family, broken)}
      </h2>
      <p className="read">{found.broken.why}</p>
      <h2>
        <VerdictMark verdict="valid" word="satisfies" /> {titleIn(family, holds)}
      </h2>
      <p className="read">{found.holds.why}</p>
      {weaker.length > 0 && (
        <p className="quiet">With it also: {weaker.map((name) => wordsIn(family, name)).join(", ")}.</p>
      )}
    </>
  );
}
