import type { InputError, Result } from "../../base/index.ts";
import { addNode, forgetPlaces, placeNode, removeNode } from "../../session/index.ts";
import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { runNow } from "../state/run-store.ts";
import { useStageEdit, type Share } from "./edit-store.ts";
import { namedBy } from "./named-by.ts";

/**
 * Edits of the cluster on the stage: each changes the document's text, which runs if nothing is wrong with it. A node that
 * something names (a fault, a claim) stays; what names it is said.
 */

export const addOne = (): Promise<void> => change(addNode, "One node more");

export const removeOne = (name: string): Promise<void> =>
  change(
    (text, file) => removeNode(text, file, name),
    `${name} is removed`,
    (names) => `${name} stays: it is named by ${names}`,
  );

export const placeOne = (name: string, at: Share): Promise<void> =>
  change((text, file) => placeNode(text, file, name, at), `${name} has its place`);

export const placeAll = (): Promise<void> => change(forgetPlaces, "Every node has its usual place");

async function change(
  editText: (text: string, file: string) => Result<string, readonly InputError[]>,
  done: string,
  refusal?: (names: string) => string,
): Promise<void> {
  const { info } = runNow();
  if (info === undefined) return;
  const edited = editText(info.text, info.file);
  const errors = edited.ok ? await edit({ do: "text", text: edited.value }, false) : edited.error;
  const names = edited.ok && refusal !== undefined ? namedBy(edited.value, errors) : "";
  const refused = names === "" || refusal === undefined ? (errors[0]?.problem ?? "") : refusal(names);
  const refusedLines = edited.ok ? linesOf(edited.value, errors) : [];
  useStageEdit.setState({ moved: undefined, refused, refusedLines });
  if (refused === "") announce(done);
}

function linesOf(text: string, errors: readonly InputError[]): readonly string[] {
  const all = text.split("\n");
  const lines = errors.flatMap(({ line }) => (line > 0 ? [all[line - 1]?.trim() ?? ""] : []));
  return Array.from(new Set(lines));
}
