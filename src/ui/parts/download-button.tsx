import type { ReactNode } from "react";
import { saveFile } from "./save-file.ts";

interface Props {
  readonly text: string;
  readonly fileName: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Saves a text as a file, from the page's own memory: nothing is sent anywhere. */
export function DownloadButton({ text, fileName, children, className = "textual" }: Props): ReactNode {
  const save = (): void => saveFile(fileName, new Blob([text], { type: "text/yaml" }));
  return (
    <button type="button" className={className} title={fileName} onClick={save}>
      {children}
    </button>
  );
}
