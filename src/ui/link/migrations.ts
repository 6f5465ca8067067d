/** How older links are read: `migrations[v]` makes of version v what version v + 1 would have been. */
export const migrations: readonly ((json: JsonObject) => JsonObject)[] = [treeFromList];

export type JsonObject = Readonly<Record<string, unknown>>;

/** Version 0 had no branches: a list of changes, one after another, and a moment without an event. */
function treeFromList(json: JsonObject): JsonObject {
  const { run, timeUs } = json;
  const { changes, ...rest } = asObject(run);
  const hasChanges = Array.isArray(changes) && changes.length > 0;
  return {
    link: 1,
    run: {
      ...rest,
      branches: hasChanges ? [{ name: "changed", parent: 0, changes }] : [],
      shown: hasChanges ? 1 : 0,
    },
    place: { timeUs },
  };
}

function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}
