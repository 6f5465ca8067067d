import type { ReactNode } from "react";
import type { Family } from "../../checkers/index.ts";
import type { LitModels, Status } from "./lit.ts";
import { StatusShape } from "./status-mark.tsx";

interface Props {
  readonly lit: LitModels;
  readonly family: Family | undefined;
}

/** What the marks on the map mean; the doubt only where there is one. */
export function Legend({ lit, family }: Props): ReactNode {
  const isDoubted = Object.values(lit).some(({ status }) => status === "unknown");
  return (
    <ul className="map-legend">
      <Entry status="holds" word="holds">
        no counter-example exists in this history
      </Entry>
      <Entry status="violated" word="violated">
        a witness was found; dashed: it follows from a weaker model
      </Entry>
      {isDoubted && (
        <Entry status="unknown" word="unknown">
          no verdict within the budget
        </Entry>
      )}
      <Entry status="idle" word="not judged">
        {family === "transactions"
          ? "the history consists of transactions"
          : family === "objects"
            ? "the history has no transactions"
            : "it speaks of other operations, or nothing is known yet"}
      </Entry>
    </ul>
  );
}

function Entry({
  status,
  word,
  children,
}: {
  readonly status: Status;
  readonly word: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li>
      <StatusShape status={status} />
      <b>{word}</b>
      <span className="second">{children}</span>
    </li>
  );
}
