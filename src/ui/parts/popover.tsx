import { useRef, type ReactNode } from "react";

interface Props {
  readonly id: string;
  /** What stands on the button. */
  readonly words: ReactNode;
  readonly label?: string | undefined;
  readonly className?: string;
  readonly panelClass?: string;
  /** For a list of commands: each of them ends it. */
  readonly closesOnClick?: boolean;
  readonly children: ReactNode;
}

/** From the button to what it opens, and from that to the window's edge, px. */
const GAP = 6;
const EDGE = 8;

/** The browser's own popover beside its button: it closes with Escape and gives the focus back. */
export function Popover(props: Props): ReactNode {
  const { id, words, label, className, panelClass = "", closesOnClick = false, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const place = (): void => {
    const at = button.current?.getBoundingClientRect();
    const style = panel.current?.style;
    if (at === undefined || style === undefined) return;
    const isLow = at.top > innerHeight / 2;
    const isRight = at.left > innerWidth / 2;
    style.bottom = isLow ? `${innerHeight - at.top + GAP}px` : "auto";
    style.top = isLow ? "auto" : `${at.bottom + GAP}px`;
    style.right = isRight ? `${Math.max(EDGE, innerWidth - at.right)}px` : "auto";
    style.left = isRight ? "auto" : `${Math.max(EDGE, at.left)}px`;
  };
  /** Once it is as wide as what is in it. */
  const keepInside = (): void => {
    const element = panel.current;
    if (element === null) return;
    const { left, right } = element.getBoundingClientRect();
    if (left < EDGE) Object.assign(element.style, { left: `${EDGE}px`, right: "auto" });
    else if (right > innerWidth - EDGE) Object.assign(element.style, { left: "auto", right: `${EDGE}px` });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        popoverTarget={id}
        onClick={place}
      >
        {words}
      </button>
      {/* A click is what its buttons make of it, by pointer or key; the panel only goes away with it. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={`popover ${panelClass}`}
        onToggle={keepInside}
        onClick={closesOnClick ? () => panel.current?.hidePopover() : undefined}
      >
        {children}
      </div>
    </>
  );
}
