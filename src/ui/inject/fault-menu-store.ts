import { create } from "zustand";
import type { FaultForm } from "./fault-forms.ts";

/** What a menu is about: a place in the cluster, one message on its way, or an entry of the plan. */
export type FaultTarget =
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "link"; readonly from: number; readonly to: number }
  | {
      readonly kind: "message";
      readonly from: number;
      readonly to: number;
      readonly tag: number;
      readonly sentUs: number;
    }
  /** `near`: entries whose marks the pointer could as well have meant. */
  | { readonly kind: "fault"; readonly fault: number; readonly near?: readonly number[] };

interface FaultMenu {
  readonly target: FaultTarget | undefined;
  /** Where the menu opens, and a form that it leads to, in the window's pixels. */
  readonly x: number;
  readonly y: number;
  /** What the reader pressed: the focus returns to it. */
  readonly opener: Element | undefined;
  readonly form: FaultForm | undefined;
}

export const useFaultMenu = create<FaultMenu>(() => ({
  target: undefined,
  x: 0,
  y: 0,
  opener: undefined,
  form: undefined,
}));

/** What is wider has its menu at its beginning, px. */
const WIDEST = 160;

/** Opens beside a node's mark or a control, in the middle of a link. */
export function openFaultMenu(target: FaultTarget, opener: Element): void {
  const box = opener.getBoundingClientRect();
  const isLine = opener instanceof SVGLineElement;
  useFaultMenu.setState({
    target,
    opener,
    x: isLine ? box.left + box.width / 2 : box.left + Math.min(box.width, WIDEST) + 4,
    y: isLine ? box.top + box.height / 2 : box.top,
    form: undefined,
  });
}

export function closeFaultMenu(): void {
  useFaultMenu.setState({ target: undefined });
}

/** In the menu's place, or beside what opened it. */
export function openFaultForm(form: FaultForm): void {
  useFaultMenu.setState({ form });
}

/** What is opened from no place of the page stands in its middle; nothing takes the focus back. */
export function placeFaultMenu(): void {
  useFaultMenu.setState({
    target: undefined,
    opener: undefined,
    x: innerWidth / 2 - 140,
    y: innerHeight / 4,
  });
}

export function closeFaultForm(): void {
  useFaultMenu.setState({ form: undefined });
}
