import { OBJECT_LEVELS } from "../../checkers/index.ts";
import type { MatrixCell } from "../../experiments/index.ts";

/** A cell's answers in the fewest words. */
export interface CellWords {
  /** The strongest model that held; of several that say nothing of each other the first, and how many more. */
  readonly strongest: string;
  /** How strong that is, 0 (nothing held) to 1 (linearizable): only for shading, the words say it. */
  readonly strength: number;
  readonly answered: string;
  readonly p99: string;
  readonly lost: string;
  /** All of it in a sentence, for who does not see the table. */
  readonly sentence: string;
}

export function cellWords(cell: MatrixCell): CellWords {
  const titles = cell.strongest.map(titleOf);
  const isOpen = Object.values(cell.verdicts).includes("unknown");
  const first = titles[0] ?? (isOpen ? "not known" : "none of them");
  const strongest =
    shortOf(cell.strongest) ?? (titles.length > 1 ? `${first} + ${titles.length - 1}` : first);
  const answered = `${percent(cell.answeredDuring)} answered`;
  const p99 = cell.latencyP99Ms === null ? "no answer" : `p99 ${Math.round(cell.latencyP99Ms)} ms`;
  const lost = cell.lost === null ? "losses unknown" : `${cell.lost} lost`;
  const models = titles.length === 0 ? first : titles.join(", ");
  return {
    strongest,
    strength: strengthOf(cell.strongest),
    answered,
    p99,
    lost,
    sentence: [`strongest model that held: ${models}`, answered, p99, ...(lost === "" ? [] : [lost])].join(
      "; ",
    ),
  };
}

function titleOf(level: string): string {
  return OBJECT_LEVELS.find(({ name }) => name === level)?.title ?? level;
}

/** Several names that would be too long: both kinds of causal consistency, and session guarantees by their number. */
function shortOf(strongest: readonly string[]): string | undefined {
  if (strongest.length < 2) return undefined;
  if (strongest.every((name) => name.startsWith("causal-"))) return "Causal, both kinds";
  if (!strongest.every((name) => SESSION_GUARANTEES.includes(name))) return undefined;
  return `${strongest.length} session guarantees`;
}

const SESSION_GUARANTEES = ["read-your-writes", "monotonic-reads", "monotonic-writes", "writes-follow-reads"];

/** Not rounded up to all: 99.6 % is not everybody. */
function percent(share: number): string {
  return share === 1 ? "100 %" : `${Math.floor(share * 100)} %`;
}

/** By the number of models that held with it. */
function strengthOf(strongest: readonly string[]): number {
  if (strongest.includes("linearizable")) return 1;
  if (strongest.includes("sequential")) return 0.8;
  if (strongest.some((name) => name.startsWith("causal"))) return 0.6;
  if (strongest.includes("pram")) return 0.4;
  return strongest.length > 0 ? 0.2 : 0;
}
