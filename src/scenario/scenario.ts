import type { Claim } from "./claims/claim.ts";
import type { ScenarioDocument } from "./document-schema.ts";
import type { SettingText } from "./settings.ts";

/** A scenario that was read and checked: plain data, from which with a seed everything follows. */
export interface Scenario {
  /** For messages and replay commands: the path as it was given. */
  readonly file: string;
  /** The document as it runs, settings applied. */
  readonly text: string;
  /** Settings that were applied. */
  readonly set: readonly SettingText[];
  readonly document: ScenarioDocument;
  readonly title: string;
  readonly concept: string;
  readonly summary: string;
  /** The seed of the document; a run may be given another. */
  readonly seed: string;
  readonly untilUs: number;
  readonly budget: { readonly events: number; readonly memoryBytes: number };
  /** Names of replicas, then of clients: a node's id is its place in the two together. */
  readonly replicas: readonly string[];
  readonly clients: readonly string[];
  /** The program's options, one a replica. */
  readonly replicaOptions: readonly unknown[];
  /** Aliases such as `raft/*` spelt out. */
  readonly checks: readonly string[];
  readonly metrics: readonly string[];
  readonly claims: readonly Claim[];
  readonly params: readonly Param[];
  /** The lesson's text, if a reader for it was given. */
  readonly lesson?: string;
}

/** Something that a reader may turn; values as they are written in a document. */
export interface Param {
  readonly name: string;
  readonly path: string;
  readonly value: string;
  readonly range?: readonly [low: string, high: string];
  readonly choices?: readonly string[];
  readonly label?: string;
}

/** Why a run ended, or how sure we are of something. */
export type Verdict = "valid" | "invalid" | "unknown";

/** Invalid beats unknown beats valid. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = "valid";
  for (const verdict of verdicts) {
    if (verdict === "invalid") return "invalid";
    if (verdict === "unknown") worst = "unknown";
  }
  return worst;
}
