import { useRef, type ReactNode } from "react";
import { FileIcon } from "../parts/icons.tsx";
import { ACCEPTED_FILES, openFiles } from "./opened-file.ts";

/** Opens a scenario, a run or an exported trace from the reader's disk; a lesson may be chosen with it. */
export function OpenFile({ className = "" }: { readonly className?: string }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label="Open a file"
        onClick={() => input.current?.click()}
      >
        <FileIcon />
        <span className="word">Open a file</span>
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Scenario, run or trace"
        accept={ACCEPTED_FILES}
        onChange={(event) => {
          void openFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
