import type * as z from "zod";
import type { Message, Program } from "./program.ts";

/** A program as a registry lists it: what a node runs, and how a scenario's `options` are read. */
export interface ProgramEntry {
  readonly program: Program;
  /** Scenario text in, the program's options out. */
  readonly options: z.ZodType;
  /** What is wrong with options that have been read, given the replicas' names: a node that does not exist, … */
  readonly problems: (options: unknown, replicas: readonly string[]) => readonly OptionProblem[];
}

export interface OptionProblem {
  /** The option's name. */
  readonly option: string;
  readonly problem: string;
  readonly found: string;
  readonly accepted: readonly string[];
}

/** Joins a program with its options' schema; the compiler sees to it that they fit. */
export function createProgramEntry<S, M extends Message, O>(
  program: Program<S, M, O>,
  options: z.ZodType<O>,
  problems: (options: O, replicas: readonly string[]) => readonly OptionProblem[] = () => [],
): ProgramEntry {
  return {
    program: program,
    options,
    problems: problems as ProgramEntry["problems"],
  };
}
