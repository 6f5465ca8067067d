import { describe, expect, it } from "vitest";
import type { ClientRequest, Value } from "../../../src/cluster/index.ts";
import {
  createKeyValue,
  describeRequest,
  execute,
  refusalOf,
  type Outcome,
} from "../../../src/protocols/state-machines/key-value.ts";
import { createSessionStore, executeOnce } from "../../../src/protocols/state-machines/sessions.ts";

function request(f: string, value: Value = null, id = 1, session = 1): ClientRequest {
  return { kind: "Request", session, id, f, key: "x", value };
}

/** What each request is answered, one after another. */
function answers(...requests: readonly ClientRequest[]): unknown[] {
  const store = createKeyValue();
  return requests.map((one) => {
    const answer: Outcome = { outcome: "ok", value: null };
    execute(store, one, answer);
    return one.f === "read" ? answer.value : answer.outcome;
  });
}

describe("key-value", () => {
  it("holds null until written, then the last value", () => {
    expect(answers(request("read"), request("write", 1), request("read"))).toEqual([null, "ok", 1]);
  });

  it("sets only where it finds what was expected, compared by value", () => {
    expect(
      answers(
        request("cas", [null, 1]),
        request("cas", [2, 3]),
        request("cas", [1, [4]]),
        request("cas", [[4], 5]),
        request("read"),
      ),
    ).toEqual(["ok", "fail", "ok", "ok", 5]);
  });

  it("says what it can never carry out", () => {
    expect(["read", "write", "cas", "pop"].map((f) => refusalOf(request(f)))).toEqual([
      undefined,
      undefined,
      "cas-takes-a-pair",
      "unknown-operation",
    ]);
  });

  it("describes requests in a few characters", () => {
    const requests = [request("read"), request("write", 7), request("cas", [3, 4])];
    expect(requests.map(describeRequest)).toEqual(["x ?", "x 7", "x 3 to 4"]);
  });
});

describe("sessions", () => {
  it("carry out the newest request once and remember its answer; older ones not at all", () => {
    const machine = createSessionStore();
    expect(executeOnce(machine, request("cas", [null, 1], 1))).toMatchObject({ outcome: "ok" });
    expect(executeOnce(machine, request("cas", [null, 1], 1))).toMatchObject({ outcome: "ok" });
    expect(executeOnce(machine, request("cas", [null, 2], 2))).toMatchObject({ outcome: "fail" });
    expect(executeOnce(machine, request("cas", [null, 1], 1))).toBeUndefined();
    expect(executeOnce(machine, request("write", 3, 1, 2)), "another session").toMatchObject({
      outcome: "ok",
    });
    expect(machine.store.get("x")).toBe(3);
  });
});
