import type { ReactNode } from "react";

interface Props {
  readonly text: string;
  readonly fileName: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Saves a text as a file, from the page's own memory: nothing is sent anywhere. */
export function DownloadButton({ text, fileName, children, className = "textual" }: Props): ReactNode {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: fileName });
    link.click();
    // The browser reads it after the click returns.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <button type="button" className={className} title={fileName} onClick={save}>
      {children}
    </button>
  );
}
