import { onDemand } from "../parts/on-demand.tsx";

/** Menus and their library come after the first picture: on the first wish, or when the page has been idle for a while. */
const loadFaultMenu = (): Promise<typeof import("./fault-menu.tsx")> => import("./fault-menu.tsx");
const loadInjectMenu = (): Promise<typeof import("./inject-menu.tsx")> => import("./inject-menu.tsx");

const loadPartitionLine = (): Promise<typeof import("./partition-line.tsx")> =>
  import("./partition-line.tsx");

export const FaultMenu = onDemand(async () => (await loadFaultMenu()).FaultMenu);
export const InjectMenu = onDemand(async () => (await loadInjectMenu()).InjectMenu);
export const PartitionLine = onDemand(async () => (await loadPartitionLine()).PartitionLine);
export const PartitionDialog = onDemand(async () => (await import("./partition-dialog.tsx")).PartitionDialog);

/** So that a network that is gone later takes no menu with it. A failure here is told when the menu is wanted. */
export function loadMenus(): void {
  void Promise.allSettled([loadFaultMenu(), loadInjectMenu(), loadPartitionLine()]);
}
