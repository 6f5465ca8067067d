import { create } from "zustand";
import type { JsonSchema } from "../../session/index.ts";

/** The format's schema, fetched once, beside the page. Without it nothing is offered or explained. */
export const useFormat = create<JsonSchema | undefined>(() => undefined);

let asked = false;

export function loadFormat(): void {
  if (asked) return;
  asked = true;
  void fetch("scenario.schema.json")
    .then(async (answer) => {
      if (answer.ok) useFormat.setState((await answer.json()) as JsonSchema, true);
      else asked = false;
    })
    .catch(() => {
      asked = false;
    });
}

export const formatNow = (): JsonSchema | undefined => useFormat.getState();
