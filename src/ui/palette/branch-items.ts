import { compareWith, showBranch } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { runNow } from "../state/run-store.ts";
import type { PaletteItem } from "./item.ts";

/** The other branches: to be shown at the same time, or put beside the one that is shown. */
export function branchItems(): PaletteItem[] {
  const { info } = runNow();
  const others = info?.branches.filter(({ id }) => id !== info.branch) ?? [];
  return others.flatMap(({ id, name, divergeUs, parent }) => {
    const from = parent === undefined || divergeUs === Infinity ? "" : `from ${secondsText(divergeUs)}`;
    const show = (): void => void showBranch(id).then(() => announce(`Branch ${name}, at the same time`));
    return [
      { id: `branch show ${id}`, kind: "branch", title: `Show ${name}`, detail: from, run: show },
      {
        id: `branch compare ${id}`,
        kind: "branch",
        title: `Compare with ${name}`,
        detail: from,
        run: () => compareWith(id),
      },
    ];
  });
}
