import type { ReactNode } from "react";
import type { NodeFrame } from "../../session/index.ts";
import { countText } from "../format/time.ts";

/** What a restart of the node would find, and what it might lose. */
export function NodeDisk({ disk }: { readonly disk: NodeFrame["disk"] }): ReactNode {
  const rows: (readonly [string, string])[] = [
    ...disk.cells,
    ...disk.files.map(
      ([file, length]) => [file, length === 1 ? "1 entry" : `${countText(length)} entries`] as const,
    ),
  ];
  if (rows.length === 0 && disk.pendingWrites === 0 && disk.pendingSyncs === 0) return null;
  return (
    <>
      <h3>
        <span>Disk: what a restart finds</span>
        <span className={disk.lying ? "look-fault" : ""}>
          {disk.lying ? "loses what it acknowledges" : syncText(disk)}
        </span>
      </h3>
      <ul className="lines">
        {rows.map(([label, value]) => (
          <li key={label} className="line">
            <span>{label}</span>
            <span>{value}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function syncText({ pendingWrites, pendingSyncs }: NodeFrame["disk"]): string {
  const writes = pendingWrites === 1 ? "1 write not synced" : `${pendingWrites} writes not synced`;
  if (pendingWrites === 0) return pendingSyncs === 0 ? "all synced" : "a sync is under way";
  return pendingSyncs === 0 ? writes : `${writes}, a sync is under way`;
}
