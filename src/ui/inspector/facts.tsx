import type { ReactNode } from "react";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** A value in a line of its own. Left out: where it is too long to share one. */
  readonly isLong?: boolean;
}

/** Short values share a line in two columns, long ones have one of their own. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ label, value, isLong }) => (
        <div key={label} className={(isLong ?? isTooLong(label, value)) ? "long" : ""}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Rows as programs describe themselves. */
export function RowFacts({ rows }: { readonly rows: readonly (readonly [string, string])[] }): ReactNode {
  return <Facts facts={rows.map(([label, value]) => ({ label, value }))} />;
}

function isTooLong(label: string, value: ReactNode): boolean {
  return typeof value !== "string" || label.length + value.length > 17;
}
