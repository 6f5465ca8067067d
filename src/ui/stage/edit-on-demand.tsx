import type { ReactNode } from "react";
import { onDemand } from "../parts/on-demand.tsx";
import { setEditing } from "./edit-store.ts";

/** Editing the cluster brings the YAML library: it comes when somebody wants to. */
export const EditNodes = onDemand(async () => (await import("./edit-nodes.tsx")).EditNodes);
export const EditTools = onDemand(async () => (await import("./edit-tools.tsx")).EditTools);

/** Without a place of its own where there is no room: on a phone it stands among what can be set. */
export function EditButton({ className }: { readonly className: string }): ReactNode {
  return (
    <button type="button" className={className} aria-label="Edit cluster" onClick={() => setEditing(true)}>
      <span>
        Edit<span className="word"> cluster</span>
      </span>
    </button>
  );
}
