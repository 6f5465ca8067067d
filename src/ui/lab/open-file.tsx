import { useRef, type ReactNode } from "react";
import { openFiles } from "./opened-file.ts";

/** Opens a scenario from the reader's disk; a lesson may be chosen with it. */
export function OpenFile({ className = "" }: { readonly className?: string }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        Open a file
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Scenario file"
        accept=".yaml,.yml,.json,.md"
        onChange={(event) => {
          void openFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
