import { create } from "zustand";
import { visitNow } from "./address.ts";

/** Why the address that was visited opens nothing: shown in place of the page it would have opened. */
interface Refusal {
  readonly visit: number;
  readonly why: string;
}

export const useRefusal = create<{ readonly refusal: Refusal | undefined }>(() => ({ refusal: undefined }));

/** About the visit under way. */
export function refuse(why: string): void {
  useRefusal.setState({ refusal: { visit: visitNow().count, why } });
}
