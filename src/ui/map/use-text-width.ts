import { useLayoutEffect, useState, type RefObject } from "react";

interface TextWidth {
  /** Of the element's type, px. */
  readonly size: number;
  readonly widthOf: (text: string) => number;
}

const guess: TextWidth = { size: 14, widthOf: (text) => text.length * 7.5 };

/**
 * How wide texts are in an element's type, bold ones: measured when it is laid out, when its fonts are there, and when
 * the page's width or mode changes, which its type may follow.
 */
export function useTextWidth(ref: RefObject<HTMLElement | null>): TextWidth {
  const [text, setText] = useState(guess);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (ref.current !== null) setText(widthIn(ref.current));
    };
    measure();
    void document.fonts.ready.then(measure);
    const observer = new MutationObserver(measure);
    observer.observe(document.documentElement, { attributeFilter: ["data-mode"] });
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
    };
  }, [ref]);
  return text;
}

function widthIn(element: HTMLElement): TextWidth {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return guess;
  context.font = `600 ${fontSize} ${fontFamily}`;
  // On the page all digits are as wide as the widest; a canvas knows only the digits of running text.
  const widthOf = (text: string): number => context.measureText(text.replace(/\d/g, "0")).width;
  return { size: parseFloat(fontSize), widthOf };
}
