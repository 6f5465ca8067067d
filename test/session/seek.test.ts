import fc from "fast-check";
import { expect, it } from "vitest";
import { Cluster } from "../../src/cluster/index.ts";
import { compile, parseScenario } from "../../src/scenario/index.ts";
import { edited, finish, openSmall } from "./small-run.ts";

/** The state hash after each event of a document's run, by running forwards only. */
function forwardHashes(text: string): string[] {
  const parsed = parseScenario(text, "small.yaml");
  if (!parsed.ok) throw new Error(parsed.error[0]!.problem);
  const cluster = Cluster.create(compile(parsed.value, "7"), "7", "off");
  const hashes: string[] = [];
  while (cluster.step()) hashes.push(cluster.stateHash());
  return hashes;
}

it("a seek to any event of any branch, in any order, finds the state of the forward run", async () => {
  const { session, info } = await openSmall();
  await finish(session);
  const branch = await edited(session, { do: "inject", atUs: 2_500_000, yaml: "crash: leader" });
  await finish(session);
  const forward = new Map([
    [0, forwardHashes(info.text)],
    [branch.branch, forwardHashes(branch.text)],
  ]);
  const moment = fc.tuple(fc.constantFrom(0, branch.branch), fc.double({ min: 0, max: 1, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 12 }), async (moments) => {
      for (const [id, share] of moments) {
        const hashes = forward.get(id)!;
        const event = Math.round(share * (hashes.length - 1));
        const frame = await session.frame({ event, hash: true, branch: id });
        expect([id, frame.event, frame.stateHash]).toEqual([id, event, hashes[event]]);
      }
    }),
    { numRuns: 40 },
  );
  expect(forward.get(0)).not.toEqual(forward.get(branch.branch));
});
