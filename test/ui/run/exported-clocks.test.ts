import { expect, it } from "vitest";
import { VectorClocks } from "../../../src/session/exports/vector-clocks.ts";
import { LogicalTime } from "../../../src/ui/run/logical-time.ts";
import { RunData } from "../../../src/ui/run/run-data.ts";
import { factsOf } from "../../session/exports/facts-of.ts";
import { infoOf } from "./infos.ts";

it("a ShiViz log has the vector times that the page shows; only there the fault plan has an entry too", () => {
  const { cluster, trace } = factsOf();
  const names = cluster.nodes.map(({ name }) => name);
  const data = new RunData(infoOf(names));
  data.append({ columns: trace.columns(0), notes: [], history: [], violations: [] });
  const shown = new LogicalTime(data, names.length);
  shown.extend();
  const exported = new VectorClocks(trace, names.length);
  let compared = 0;
  for (let event = 0; event < trace.length; event++) {
    const clock = exported.next();
    const vector = shown.vector(event);
    if (vector === undefined) continue;
    expect([...clock!].slice(0, names.length)).toEqual(vector);
    compared++;
  }
  expect(compared).toBeGreaterThan(500);
});
