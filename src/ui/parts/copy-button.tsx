import { useEffect, useState, type ReactNode } from "react";
import { CopyIcon, DoneIcon } from "./icons.tsx";

interface Props {
  readonly text: string;
  /** What is copied, for the accessible name: `fingerprint`. */
  readonly what: string;
  /** The visible word; an icon alone when left out. */
  readonly children?: ReactNode;
  /** How a button with a word looks. */
  readonly className?: string;
}

/** Copies a text and says so on itself for a moment. */
export function CopyButton({ text, what, children, className = "textual" }: Props): ReactNode {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  if (children !== undefined)
    return (
      <button type="button" className={className} onClick={copy} title={text}>
        {isCopied ? "Copied" : children}
      </button>
    );
  return (
    <button
      type="button"
      className="small"
      onClick={copy}
      aria-label={isCopied ? `Copied ${what}` : `Copy ${what}`}
    >
      {isCopied ? <DoneIcon /> : <CopyIcon />}
    </button>
  );
}
