import { expect, it } from "vitest";
import { runCluster } from "../cluster-of.ts";

it("passes the token around the ring, 10 ms held and 5 ms under way", () => {
  const { nodes } = runCluster("ping", { wait: "10ms" }, 3, 100_000);
  expect(nodes.map(({ state }) => state)).toEqual(
    [2, 2, 2].map((received) => ({ waitUs: 10_000, received })),
  );
});
