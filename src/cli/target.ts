import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { fileProblem } from "./files.ts";
import type { InputError, Result } from "../base/index.ts";

/** Signals that end the process: what was begun is cleared away first. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * A file to be written: what is written goes to a file beside it, which takes its place only when whole, and is gone
 * when the process is told to end before.
 */
export class Target {
  readonly #file: string;
  readonly #out: number;

  private constructor(file: string, out: number) {
    this.#file = file;
    this.#out = out;
    for (const signal of SIGNALS) process.once(signal, this.#onSignal);
  }

  /** `flag`: what named the file. */
  static open(flag: string, file: string): Result<Target, InputError> {
    const place = { file: flag, line: 0, column: 0, found: file };
    try {
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
        return { ok: false, error: { ...place, problem: "this is a folder, not a file" } };
      return { ok: true, value: new Target(file, openSync(`${file}.partial`, "w")) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const problem =
        code === "ENOENT" || code === "ENOTDIR"
          ? "there is no such folder to write to"
          : fileProblem(error as NodeJS.ErrnoException, "written");
      return { ok: false, error: { ...place, problem } };
    }
  }

  write(text: string): void {
    writeSync(this.#out, text);
  }

  /** All is there. */
  finish(): void {
    this.#close();
    renameSync(`${this.#file}.partial`, this.#file);
  }

  /** Nothing is left behind. */
  abandon(): void {
    this.#close();
    rmSync(`${this.#file}.partial`, { force: true });
  }

  #close(): void {
    for (const signal of SIGNALS) process.removeListener(signal, this.#onSignal);
    closeSync(this.#out);
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.abandon();
    process.kill(process.pid, signal);
  };
}
