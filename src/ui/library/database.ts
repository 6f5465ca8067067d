import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import { err, ok, type Result } from "../../base/index.ts";
import type { LinkJson } from "../link/link-json.ts";

/** A run in the browser's storage. Without a name it was kept by the page itself, in case the tab is lost. */
export interface KeptRun {
  readonly id: string;
  readonly name?: string;
  readonly title: string;
  /** Wall-clock time, ms since 1970. */
  readonly savedMs: number;
  readonly branches: number;
  readonly timeUs: number;
  readonly state: LinkJson;
}

interface Schema extends DBSchema {
  readonly runs: { readonly key: string; readonly value: KeptRun };
}

type Library = IDBPDatabase<Schema>;

let opened: Promise<Library> | undefined;

/** Does something with the library. A browser that keeps nothing is no bug of ours: the error is a sentence. */
export async function withLibrary<T>(work: (library: Library) => Promise<T>): Promise<Result<T, string>> {
  try {
    opened ??= openLibrary();
    return ok(await work(await opened));
  } catch (error) {
    opened = undefined;
    return err(inWords(error));
  }
}

/** Several reads and writes of which all happen or none. */
export function beginChange(library: Library): IDBPTransaction<Schema, ["runs"], "readwrite"> {
  const transaction = library.transaction("runs", "readwrite");
  // What fails is told by the request that failed.
  transaction.done.catch(() => undefined);
  return transaction;
}

function openLibrary(): Promise<Library> {
  return new Promise((resolve, reject) => {
    openDB<Schema>("lightcone", 1, {
      upgrade: (library) => void library.createObjectStore("runs", { keyPath: "id" }),
      blocked: () => reject(new Error("another tab has an older Lightcone open: close it")),
      // A newer page wants to change the layout: it must not wait for this one.
      blocking: (_, __, event) => {
        (event.target as IDBDatabase).close();
        opened = undefined;
      },
      terminated: () => (opened = undefined),
    }).then(resolve, reject);
  });
}

function inWords(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError")
    return "There is no room left for this page on this device. Delete something that is kept, or download a run file.";
  const isForbidden = ["SecurityError", "InvalidStateError", "NotAllowedError", "UnknownError"].includes(
    name,
  );
  if (isForbidden || globalThis.indexedDB === undefined)
    return "This browser keeps nothing for this page: the window is private, or storage is switched off. A run file keeps as much.";
  return `Nothing can be kept in this browser: ${error instanceof Error ? error.message : String(error)}.`;
}
