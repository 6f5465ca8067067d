import { err, ok, parseExactDuration, parseRate, type Result } from "../../base/index.ts";
import type { ExpressionProblem } from "./expression.ts";

/** A piece of an expression. `offset` counts characters from its beginning. */
export type Token = { readonly offset: number; readonly text: string } & (
  | { readonly is: "number"; readonly kind: "number" | "duration" | "rate"; readonly value: number }
  | { readonly is: "word" }
  | { readonly is: "text"; readonly value: string }
  | { readonly is: "symbol" }
  /** `name(…)`: what stands between the parentheses is read by whoever knows the name. */
  | { readonly is: "call"; readonly name: string; readonly inside: string; readonly insideOffset: number }
  | { readonly is: "end" }
);

const SPACE = /\s*/y;
const CALL = /([A-Za-z][A-Za-z0-9-]*)\s*\(/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|\s*\/\s*[a-zµ]+|[a-zµ]+(?![A-Za-z0-9(]))?/y;
const WORD = /[A-Za-z][A-Za-z0-9_/-]*/y;
const TEXT = /"([^"]*)"|'([^']*)'/y;
const SYMBOL = /==|!=|<=|>=|[<>()+\-*/]/y;

/** Cuts an expression into tokens; the last one is the end. */
export function tokenize(source: string): Result<readonly Token[], ExpressionProblem> {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset += matchAt(SPACE, source, offset)?.[0].length ?? 0;
    if (offset >= source.length) break;
    const token = readToken(source, offset);
    if (!token.ok) return token;
    tokens.push(token.value);
    offset += token.value.text.length;
  }
  return ok([...tokens, { is: "end", offset: source.length, text: "" }]);
}

function readToken(source: string, offset: number): Result<Token, ExpressionProblem> {
  const call = matchAt(CALL, source, offset);
  if (call !== undefined && !["and", "or", "not"].includes(call[1]!))
    return readCall(source, offset, call[1]!, offset + call[0].length);
  const number = matchAt(NUMBER, source, offset);
  if (number !== undefined) return readNumber(number[0], offset);
  const text = matchAt(TEXT, source, offset);
  if (text !== undefined) return ok({ is: "text", offset, text: text[0], value: text[1] ?? text[2] ?? "" });
  const word = matchAt(WORD, source, offset);
  if (word !== undefined) return ok({ is: "word", offset, text: word[0] });
  const symbol = matchAt(SYMBOL, source, offset);
  if (symbol !== undefined) return ok({ is: "symbol", offset, text: symbol[0] });
  const found = source[offset]!;
  const accepted = found === "=" ? { accepted: ["=="] } : {};
  return err({ problem: `"${found}" cannot stand in a claim`, offset, ...accepted });
}

function readCall(
  source: string,
  offset: number,
  name: string,
  inside: number,
): Result<Token, ExpressionProblem> {
  let quote = "";
  for (let end = inside; end < source.length; end++) {
    const character = source[end]!;
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === ")") {
      const text = source.slice(offset, end + 1);
      return ok({ is: "call", offset, text, name, inside: source.slice(inside, end), insideOffset: inside });
    }
  }
  return err({ problem: `the parenthesis after ${name} is not closed`, offset: inside - 1, accepted: [")"] });
}

function readNumber(text: string, offset: number): Result<Token, ExpressionProblem> {
  if (/^[\d.]+(?:e[+-]?\d+)?$/.test(text))
    return ok({ is: "number", kind: "number", offset, text, value: Number(text) });
  if (text.endsWith("%"))
    return ok({ is: "number", kind: "number", offset, text, value: Number(text.slice(0, -1)) / 100 });
  const isRate = text.includes("/");
  const read = isRate ? parseRate(text) : parseExactDuration(text);
  if (read.ok)
    return ok({ is: "number", kind: isRate ? "rate" : "duration", offset, text, value: read.value });
  return err({ problem: read.error.problem, offset, found: text, accepted: read.error.accepted });
}

function matchAt(pattern: RegExp, source: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(source) ?? undefined;
}
