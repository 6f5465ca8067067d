import type { Invariant } from "../../../cluster/index.ts";
import type { PrimaryBackupState } from "../state.ts";

interface Ghost {
  /** By epoch: who led it. */
  readonly primaries: Map<number, number>;
}

export const onePrimaryAnEpoch: Invariant<PrimaryBackupState, Ghost> = {
  name: "one-primary-an-epoch",
  says: "No two replicas ever lead the same epoch.",
  source: "Liskov & Cowling 2012, §4.2",
  ghost: () => ({ primaries: new Map() }),
  check({ primaries }, { role, epoch }, node, names) {
    if (role !== "primary") return undefined;
    const other = primaries.get(epoch);
    if (other === undefined) primaries.set(epoch, node);
    return other === undefined || other === node
      ? undefined
      : `${names(other)} and ${names(node)} both lead epoch ${epoch}`;
  },
};
