import { useLayoutEffect, useState, type RefObject } from "react";

interface TextWidth {
  /** Of the element's type, px. */
  readonly size: number;
  readonly widthOf: (text: string) => number;
}

const guess: TextWidth = { size: 14, widthOf: (text) => text.length * 7.5 };

/** How wide texts are in an element's type, bold ones: measured when it is laid out, and again when its fonts are there. */
export function useTextWidth(ref: RefObject<HTMLElement | null>): TextWidth {
  const [width, setWidth] = useState(guess);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (ref.current !== null) setWidth(widthIn(ref.current));
    };
    measure();
    void document.fonts.ready.then(measure);
    // Another mode has another type.
    const observer = new MutationObserver(measure);
    observer.observe(document.documentElement, { attributeFilter: ["data-mode"] });
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

function widthIn(element: HTMLElement): TextWidth {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return guess;
  context.font = `600 ${fontSize} ${fontFamily}`;
  return { size: parseFloat(fontSize), widthOf: (text) => context.measureText(text).width };
}
