import { create } from "zustand";

/** What a fault is aimed at. */
export type FaultTarget =
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "link"; readonly from: number; readonly to: number };

interface FaultMenu {
  readonly target: FaultTarget | undefined;
  /** Where the menu opens, in the window's pixels. */
  readonly x: number;
  readonly y: number;
  /** What the reader pressed: the focus returns to it. */
  readonly opener: Element | undefined;
}

export const useFaultMenu = create<FaultMenu>(() => ({ target: undefined, x: 0, y: 0, opener: undefined }));

/** Opens beside a node's mark or a control, in the middle of a link. */
export function openFaultMenu(target: FaultTarget, opener: Element): void {
  const box = opener.getBoundingClientRect();
  const isLine = opener instanceof SVGLineElement;
  useFaultMenu.setState({
    target,
    opener,
    x: isLine ? box.left + box.width / 2 : box.right + 4,
    y: isLine ? box.top + box.height / 2 : box.top,
  });
}

export function closeFaultMenu(): void {
  useFaultMenu.setState({ target: undefined });
}
