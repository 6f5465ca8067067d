import { createSided } from "./sided-store.ts";

/** The one thing that is selected, everywhere: stage, diagram, tables and inspector. */
export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "node"; readonly node: number }
  | { readonly kind: "link"; readonly from: number; readonly to: number }
  | { readonly kind: "event"; readonly event: number }
  | { readonly kind: "operation"; readonly index: number };

export interface SelectionState {
  readonly selection: Selection;
  /** What the pointer is on in the diagram, or −1. */
  readonly hovered: number;
}

export const useSelection = createSided<SelectionState>({
  selection: { kind: "none" },
  hovered: -1,
});

export function select(selection: Selection): void {
  useSelection.setState({ selection });
}

export const selectionNow = (): Selection => useSelection.getState().selection;
