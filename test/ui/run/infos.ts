import type { RunInfo } from "../../../src/session/index.ts";

/** What the engine would say of a run with these nodes; those named `c…` are clients. */
export function infoOf(names: readonly string[], change: Partial<RunInfo> = {}): RunInfo {
  return {
    title: "A run",
    file: "run.yaml",
    concept: "",
    seed: "1",
    engine: "0",
    untilUs: 100,
    nodes: names.map((name) => ({ name, kind: name.startsWith("c") ? "client" : "replica", program: "p" })),
    needsMajority: false,
    positions: {},
    tags: [],
    faults: [],
    params: [],
    assumptions: [],
    moments: [],
    keepRecords: 0,
    keepNotes: 0,
    keepHistory: 0,
    canUndo: false,
    isEdited: false,
    branch: 0,
    branches: [],
    keepFrom: 0,
    set: [],
    fileName: "test.yaml",
    canRedo: false,
    text: "",
    command: "",
    ...change,
  };
}
