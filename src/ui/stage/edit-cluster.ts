import type { InputError, Result } from "../../base/index.ts";
import { addNode, forgetPlaces, placeNode, removeNode } from "../../session/index.ts";
import { edit } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { runNow } from "../state/run-store.ts";
import { useStageEdit, type Share } from "./edit-store.ts";

/**
 * Edits of the cluster on the stage: each changes the document's text, which runs if nothing is wrong with it. A node that
 * something names (a fault, a claim) stays; what names it is shown with its place.
 */

export const addOne = (): Promise<void> => change(addNode, "One node more");

export const removeOne = (name: string): Promise<void> =>
  change((text, file) => removeNode(text, file, name), `${name} is removed`);

export const placeOne = (name: string, at: Share): Promise<void> =>
  change((text, file) => placeNode(text, file, name, at), `${name} has its place`);

export const placeAll = (): Promise<void> => change(forgetPlaces, "Every node has its usual place");

async function change(
  editText: (text: string, file: string) => Result<string, readonly InputError[]>,
  done: string,
): Promise<void> {
  const { info } = runNow();
  if (info === undefined) return;
  const edited = editText(info.text, info.file);
  const errors = edited.ok ? await edit({ do: "text", text: edited.value }) : edited.error;
  useStageEdit.setState({ moved: undefined });
  announce(errors.length === 0 ? done : errors[0]!.problem);
}
