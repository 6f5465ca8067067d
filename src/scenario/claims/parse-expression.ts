import { err, nearestName, ok, parseDuration, type Result } from "../../base/index.ts";
import type { Call, Expression, ExpressionProblem, Kind, Operator, TimeName } from "./expression.ts";
import { acceptedArguments, questions, type ArgumentKind, type KnownNames } from "./questions.ts";
import { tokenize, type Token } from "./tokens.ts";

const MOST_CHARACTERS = 1000;
const MOST_DEPTH = 40;

/**
 * Reads a claim's expression:
 *
 *     claim      = comparison { ("and" | "or") comparison } | "not" claim
 *     comparison = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
 *     sum        = product { ("+" | "-") product }
 *     product    = factor { ("*" | "/") factor }
 *     factor     = number | word | "text" | name(…) | "(" claim ")" | "-" factor
 *
 * `and` binds closer than `or`. Kinds are checked while reading: a duration is never compared with a count.
 */
export function parseExpression(source: string, known: KnownNames): Result<Expression, ExpressionProblem> {
  if (source.length > MOST_CHARACTERS) {
    return err({ problem: `a claim has at most ${MOST_CHARACTERS} characters`, offset: 0 });
  }
  const tokens = tokenize(source);
  if (!tokens.ok) return tokens;
  try {
    const parser = new Parser(tokens.value, known);
    return ok(parser.parse());
  } catch (error) {
    if (error instanceof Refused) return err(error.details);
    throw error;
  }
}

/** Thrown inside of the parser at the first thing that makes no sense. */
class Refused extends Error {
  readonly details: ExpressionProblem;
  constructor(details: ExpressionProblem) {
    super(details.problem);
    this.details = details;
  }
}

const COMPARISONS: readonly string[] = ["==", "!=", "<", "<=", ">", ">="];
const NUMERIC: readonly Kind[] = ["number", "duration", "rate"];
const WORDS_OF: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  verdict: ["valid", "invalid", "unknown"],
  outcome: ["ok", "fail", "info", "none"],
};

class Parser {
  readonly #tokens: readonly Token[];
  readonly #known: KnownNames;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], known: KnownNames) {
    this.#tokens = tokens;
    this.#known = known;
  }

  parse(): Expression {
    const start = this.#peek();
    const expression = this.#or();
    const rest = this.#peek();
    if (rest.is !== "end")
      throw refuse(`"${rest.text}" is not expected here`, rest, [
        "and",
        "or",
        ...COMPARISONS,
        "+",
        "-",
        "*",
        "/",
      ]);
    if (expression.kind !== "boolean") {
      throw refuse("a claim is true or false; this is neither", start, [
        "check(linearizable) == valid",
        "metric(max-term) <= 3",
      ]);
    }
    return expression;
  }

  #or(): Expression {
    return this.#chain(["or"], () => this.#chain(["and"], () => this.#not()));
  }

  #chain(words: readonly string[], next: () => Expression): Expression {
    let start = this.#peek();
    let left = next();
    while (words.includes(this.#peek().text)) {
      const operator = this.#next().text as Operator;
      requireBoolean(left, start);
      start = this.#peek();
      const right = next();
      requireBoolean(right, start);
      left = { is: "binary", kind: "boolean", operator, left, right };
    }
    return left;
  }

  #not(): Expression {
    if (this.#peek().text !== "not") return this.#comparison();
    this.#next();
    const start = this.#peek();
    const of = this.#deeper(() => this.#not());
    requireBoolean(of, start);
    return { is: "not", kind: "boolean", of };
  }

  #comparison(): Expression {
    const start = this.#peek();
    const left = this.#sum();
    const operator = this.#peek();
    if (!COMPARISONS.includes(operator.text)) return left;
    this.#next();
    const rightStart = this.#peek();
    const right = this.#sum();
    const sides = this.#matchKinds(left, right, start, rightStart, operator);
    return { is: "binary", kind: "boolean", operator: operator.text as Operator, ...sides };
  }

  #sum(): Expression {
    return this.#arithmetic(["+", "-"], () => this.#arithmetic(["*", "/"], () => this.#factor()));
  }

  #arithmetic(operators: readonly string[], next: () => Expression): Expression {
    let left = next();
    while (this.#peek().is === "symbol" && operators.includes(this.#peek().text)) {
      const token = this.#next();
      const right = next();
      const operator = token.text as Operator;
      const kind = kindOfArithmetic(operator, left.kind, right.kind);
      if (kind === undefined)
        throw refuse(`a ${left.kind} and a ${right.kind} cannot be joined by ${operator}`, token, []);
      left = { is: "binary", kind, operator, left, right };
    }
    return left;
  }

  #factor(): Expression {
    const token = this.#next();
    if (token.is === "number") return { is: "literal", kind: token.kind, value: token.value };
    if (token.is === "text") return { is: "literal", kind: "word", value: token.value };
    if (token.is === "call") return this.#call(token);
    if (token.is === "word") return wordLiteral(token.text);
    if (token.text === "-") {
      const of = this.#deeper(() => this.#factor());
      if (!NUMERIC.includes(of.kind)) throw refuse("only numbers can be negated", token, []);
      return { is: "negate", kind: of.kind, of };
    }
    if (token.text !== "(")
      throw refuse(
        token.is === "end" ? "the claim ends too early" : `"${token.text}" is not expected here`,
        token,
        ["a number", "a function", "("],
      );
    const inside = this.#deeper(() => this.#or());
    const close = this.#next();
    if (close.text !== ")") throw refuse("the parenthesis is not closed", close, [")"]);
    return inside;
  }

  #call(token: Extract<Token, { is: "call" }>): Expression {
    const question = Object.hasOwn(questions, token.name) ? questions[token.name] : undefined;
    if (question === undefined) {
      throw refuse(`unknown function "${token.name}"`, token, Object.keys(questions), token.name);
    }
    const { args, times } = this.#arguments(token, question.args, question.times);
    const refusal = question.refuses?.(args, times);
    if (refusal !== undefined) throw refuse(refusal, token, []);
    return {
      is: "call",
      kind: question.kindOf(args),
      call: { name: token.name, text: token.text, args, times },
    };
  }

  #arguments(
    token: Extract<Token, { is: "call" }>,
    kinds: readonly ArgumentKind[],
    timeNames: readonly TimeName[],
  ): Pick<Call, "args" | "times"> {
    const args: string[] = [];
    const times: Partial<Record<TimeName, number>> = {};
    let offset = token.insideOffset;
    const parts = token.inside.trim() === "" ? [] : token.inside.split(",");
    for (const part of parts) {
      const place = { ...token, offset: offset + (part.length - part.trimStart().length), text: part.trim() };
      const named = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part);
      if (named !== null) times[this.#timeName(named[1]!, place, timeNames)] = readTime(named[2]!, place);
      else args.push(this.#argument(part.trim().replace(/^(["'])(.*)\1$/, "$2"), kinds[args.length], place));
      offset += part.length + 1;
    }
    if (args.length < kinds.length)
      throw refuse(
        `${token.name} needs ${kinds.length === 1 ? `a ${kinds[0]}` : kinds.join(" and ")}`,
        token,
        [questions[token.name]!.form],
      );
    return { args, times };
  }

  #timeName(name: string, place: Token, accepted: readonly TimeName[]): TimeName {
    if (accepted.includes(name as TimeName)) return name as TimeName;
    throw refuse(
      `unknown argument "${name}"`,
      place,
      accepted.map((one) => `${one}=`),
      name,
    );
  }

  #argument(text: string, kind: ArgumentKind | undefined, place: Token): string {
    if (kind === undefined) throw refuse(`"${text}" is one argument too many`, place, []);
    const accepted = acceptedArguments(kind, this.#known);
    if (accepted !== undefined && !accepted.includes(text))
      throw refuse(`unknown ${kind} "${text}"`, place, accepted, text);
    const isFine = kind === "ordinal" ? /^[1-9]\d{0,8}$/.test(text) : text !== "";
    if (!isFine) throw refuse(`"${text}" is not a number from 1`, place, ["1", "2"]);
    return text;
  }

  /** Words take the kind of the other side, if they are among its words. */
  #matchKinds(
    left: Expression,
    right: Expression,
    start: Token,
    rightStart: Token,
    operator: Token,
  ): { left: Expression; right: Expression } {
    const kind = left.kind === "word" ? right.kind : left.kind;
    const isOrdered = !["==", "!="].includes(operator.text);
    if (isOrdered && !NUMERIC.includes(kind)) {
      throw refuse(`a ${kind} is equal or not, neither less nor more`, operator, ["==", "!="]);
    }
    if (left.kind === "word") return { left: this.#asKind(left, kind, start), right };
    if (right.kind === "word") return { left, right: this.#asKind(right, kind, rightStart) };
    const isValue = [left.kind, right.kind].includes("value") && [left.kind, right.kind].includes("number");
    if (left.kind !== right.kind && !isValue) {
      throw refuse(`a ${left.kind} is compared with a ${right.kind}`, operator, [exampleOf(left.kind)]);
    }
    return { left, right };
  }

  #asKind(word: Expression, kind: Kind, place: Token): Expression {
    if (word.is !== "literal" || word.value === null || kind === "word") return word;
    const accepted =
      kind === "node"
        ? [...this.#known.replicas, "none"]
        : NUMERIC.includes(kind) || kind === "boolean"
          ? [exampleOf(kind)]
          : WORDS_OF[kind];
    if (accepted === undefined || accepted.includes(String(word.value))) return { ...word, kind };
    throw refuse(`"${String(word.value)}" is no ${kind}`, place, accepted, String(word.value));
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > MOST_DEPTH) throw refuse("the claim is nested too deeply", this.#peek(), []);
    const result = read();
    this.#depth--;
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#at]!;
  }

  #next(): Token {
    const token = this.#tokens[this.#at]!;
    if (token.is !== "end") this.#at++;
    return token;
  }
}

function wordLiteral(word: string): Expression {
  if (word === "true" || word === "false") return { is: "literal", kind: "boolean", value: word === "true" };
  return { is: "literal", kind: "word", value: word === "none" ? null : word };
}

function readTime(text: string, place: Token): number {
  const us = parseDuration(text);
  if (us.ok && us.value >= 0) return us.value;
  throw refuse(us.ok ? `the time ${text} is negative` : us.error.problem, place, ["at=3s", "from=2s"]);
}

function requireBoolean(expression: Expression, place: Token): void {
  if (expression.kind !== "boolean")
    throw refuse(`a ${expression.kind} is neither true nor false`, place, [
      "a comparison, such as … == valid",
    ]);
}

function kindOfArithmetic(operator: Operator, left: Kind, right: Kind): Kind | undefined {
  if (!NUMERIC.includes(left) || !NUMERIC.includes(right)) return undefined;
  if (operator === "+" || operator === "-") return left === right ? left : undefined;
  if (right === "number") return left;
  if (operator === "*") return left === "number" ? right : undefined;
  return left === right ? "number" : undefined;
}

function exampleOf(kind: Kind): string {
  if (kind === "duration") return "a duration, such as 50ms";
  if (kind === "rate") return "a rate, such as 20/s";
  if (kind === "boolean") return "true or false";
  return `a ${kind}`;
}

function refuse(problem: string, { offset }: Token, accepted: readonly string[], found?: string): Refused {
  const nearest = found === undefined ? undefined : nearestName(found, accepted);
  return new Refused({
    problem,
    offset,
    ...(found === undefined ? {} : { found }),
    accepted:
      nearest === undefined || accepted.length <= 20
        ? accepted
        : [nearest, ...accepted.filter((name) => name !== nearest)].slice(0, 20),
  });
}
