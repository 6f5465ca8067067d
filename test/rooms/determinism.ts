import { Visitor } from "vite";
import { engineRooms, roomOf } from "./import-table.ts";
import { violation, type Module, type Violation } from "./modules.ts";

/** What of `Math` gives the same bits in every JavaScript engine. */
const exactMath = new Set(
  "abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2".split(
    " ",
  ),
);

/**
 * What the linter cannot ban in engine rooms: `**` (which is Math.pow), `for … in` (whose order is not
 * insertion for keys that look like integers), and `Math` under another name or with a member not known exact.
 */
export function determinismViolations(modules: readonly Module[]): Violation[] {
  return modules.filter(({ path }) => engineRooms.includes(roomOf(path) ?? "")).flatMap(violationsIn);
}

function violationsIn(module: Module): Violation[] {
  const found: Violation[] = [];
  const exact = new Set<number>();
  const mathUses: number[] = [];
  const catchPower = ({ operator, start }: { operator: string; start: number }): void => {
    if (operator.startsWith("**")) found.push(violation(module, start, `${operator} is Math.pow`));
  };
  new Visitor({
    BinaryExpression: catchPower,
    AssignmentExpression: catchPower,
    ForInStatement: ({ start }) => {
      found.push(violation(module, start, "for…in has an order of its own"));
    },
    MemberExpression: ({ object, property, computed }) => {
      if (!computed && property.type === "Identifier" && exactMath.has(property.name))
        exact.add(object.start);
    },
    Identifier: ({ name, start }) => {
      if (name === "Math") mathUses.push(start);
    },
  }).visit(module.ast.program);
  const inexact = mathUses.filter((start) => !exact.has(start));
  return [
    ...found,
    ...inexact.map((start) => violation(module, start, "of Math only the exact members, by name")),
  ];
}
