/** What kind of thing an expression gives; only equal kinds are compared. `word` is a literal that fits several. */
export type Kind =
  "boolean" | "verdict" | "number" | "duration" | "rate" | "node" | "role" | "outcome" | "value" | "word";

export type Operator = "or" | "and" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/";

/** A claim's expression, read and known to make sense. Plain data. Durations are in µs, rates per µs. */
export type Expression =
  | { readonly is: "literal"; readonly kind: Kind; readonly value: boolean | number | string | null }
  | { readonly is: "call"; readonly kind: Kind; readonly call: Call }
  | { readonly is: "not" | "negate"; readonly kind: Kind; readonly of: Expression }
  | {
      readonly is: "binary";
      readonly kind: Kind;
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** A question to the run's result. */
export interface Call {
  readonly name: string;
  /** As it was written, for telling what was found. */
  readonly text: string;
  readonly args: readonly string[];
  /** `at`, `from`, `to` in µs. */
  readonly times: Readonly<Partial<Record<TimeName, number>>>;
}

export type TimeName = "at" | "from" | "to";

/** What is wrong with an expression, and where: characters from its beginning. */
export interface ExpressionProblem {
  readonly problem: string;
  readonly offset: number;
  readonly found?: string;
  readonly accepted?: readonly string[];
}
