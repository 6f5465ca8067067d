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
}

export const useFaultMenu = create<FaultMenu>(() => ({ target: undefined, x: 0, y: 0 }));

export function openFaultMenu(target: FaultTarget, box: DOMRect): void {
  const isNode = target.kind === "node";
  useFaultMenu.setState({
    target,
    x: isNode ? box.right + 4 : box.left + box.width / 2,
    y: isNode ? box.top : box.top + box.height / 2,
  });
}

export function closeFaultMenu(): void {
  useFaultMenu.setState({ target: undefined });
}
