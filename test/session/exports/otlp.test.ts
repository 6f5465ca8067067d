import { describe, expect, it } from "vitest";
import { EventKind, isDrop } from "../../../src/cluster/index.ts";
import type { ExportFacts } from "../../../src/session/exports/index.ts";
import { exportText, factsOf, smallScenario } from "./facts-of.ts";

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { key: string; value: { intValue?: string; stringValue?: string } }[];
  readonly status?: { readonly code: number; readonly message: string };
}
interface Resource {
  readonly resource: { readonly attributes: Span["attributes"] };
  readonly scopeSpans: readonly {
    readonly scope: { name: string; version: string };
    readonly spans: readonly Span[];
  }[];
}

const facts = factsOf();
const { trace, cluster } = facts;
const resources = resourcesOf(facts);
const spans = spansOf(facts);
const eventOf = (span: Span): number =>
  Number(span.attributes.find(({ key }) => key === "lightcone.event")!.value.intValue);
const isOperation = (span: Span): boolean => span.kind === 3;
const isMessage = (span: Span): boolean => span.kind === 4;

function resourcesOf(of: ExportFacts): readonly Resource[] {
  const file = JSON.parse(exportText("otlp", of)) as { readonly resourceSpans: readonly Resource[] };
  return file.resourceSpans;
}

function spansOf(of: ExportFacts): readonly Span[] {
  return resourcesOf(of).flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
}

/** Virtual time, µs: 2000-01-01 is 0. */
function timeUs(unixNano: string): number {
  return Number((BigInt(unixNano) - 946_684_800_000_000_000n) / 1000n);
}

describe("traces as OTLP/JSON", () => {
  it("have a resource a node, named as a service", () => {
    const names = resources.map(
      ({ resource }) => resource.attributes.find(({ key }) => key === "service.name")!.value.stringValue,
    );
    expect(names).toEqual(["lightcone", "n1", "n2", "n3", "c1", "c2"]);
  });

  it("have ids of 16 and 8 bytes in hexadecimal digits, never 0, each once", () => {
    for (const { traceId, spanId } of spans) {
      expect(traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
      expect(spanId).toMatch(/^(?!0+$)[0-9a-f]{16}$/);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });

  it("have times in whole nanoseconds as text, none before its parent's beginning", () => {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    for (const { startTimeUnixNano, endTimeUnixNano, parentSpanId, traceId } of spans) {
      expect(startTimeUnixNano).toMatch(/^\d{18}$/);
      expect(BigInt(startTimeUnixNano)).toBeLessThanOrEqual(BigInt(endTimeUnixNano));
      if (parentSpanId === undefined) continue;
      const parent = byId.get(parentSpanId)!;
      expect(parent.traceId).toBe(traceId);
      expect(BigInt(parent.startTimeUnixNano)).toBeLessThanOrEqual(BigInt(startTimeUnixNano));
    }
  });

  it("have a span a message, at its sender, from sending to end; a lost one is an error", () => {
    const ends = Array.from({ length: trace.length }, (_, index) => index).filter(
      (index) => trace.kind(index) === EventKind.deliver || isDrop(trace.kind(index)),
    );
    expect(
      spans
        .filter(isMessage)
        .map(eventOf)
        .toSorted((a, b) => a - b),
    ).toEqual(ends);
    for (const span of spans.filter(isMessage)) {
      const index = eventOf(span);
      expect(timeUs(span.startTimeUnixNano)).toBe(trace.timeUs(trace.cause(index)));
      expect(timeUs(span.endTimeUnixNano)).toBe(trace.timeUs(index));
      expect(span.status?.code).toBe(isDrop(trace.kind(index)) ? 2 : undefined);
    }
    resources.slice(1).forEach(({ scopeSpans }, node) => {
      for (const span of scopeSpans[0]!.spans.filter(isMessage)) expect(trace.peer(eventOf(span))).toBe(node);
    });
  });

  it("give every operation a trace of its own, with the request under it and the answer under the request", () => {
    const operations = spans.filter(isOperation);
    expect(new Set(operations.map(({ traceId }) => traceId)).size).toBe(operations.length);
    expect(operations.length).toBeGreaterThan(100);
    let answered = 0;
    for (const operation of operations) {
      const inside = spans.filter((span) => isMessage(span) && span.traceId === operation.traceId);
      const request = inside.find(({ parentSpanId }) => parentSpanId === operation.spanId)!;
      expect(request.name).toBe("Request");
      if (inside.some(({ name, parentSpanId }) => name === "Response" && parentSpanId !== undefined))
        answered++;
    }
    expect(answered).toBeGreaterThan(operations.length / 2);
  });

  it("leave heartbeats out of operations: a leader's timer begins a trace of its own", () => {
    const inOperations = new Set(spans.filter(isOperation).map(({ traceId }) => traceId));
    const timers = spans.filter(({ name }) => name === "timer heartbeat");
    expect(timers.length).toBeGreaterThan(10);
    for (const { traceId } of timers) expect(inOperations.has(traceId)).toBe(false);
  });

  it("mark what failed", () => {
    const entries = cluster.history.length;
    const failed = spans.filter((span) => isOperation(span) && span.status !== undefined);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(entries / 2);
    for (const { status } of failed) expect(status!.message).not.toBe("");
  });

  it("have a span a fault, as long as it lasted", () => {
    const faults = resources[0]!.scopeSpans[0]!.spans;
    const crash = faults.find(({ name }) => name === "crash n1 for 300ms")!;
    expect([timeUs(crash.startTimeUnixNano), timeUs(crash.endTimeUnixNano)]).toEqual([1_000_000, 1_300_000]);
  });

  it("have one root each, also where a fault issued the operation: the fault is above it", () => {
    const issued = smallScenario.replace(
      "run:",
      "  - { at: 3s, operation: c1, do: { write: [x, 7] } }\nrun:",
    );
    const all = spansOf(factsOf("7", issued));
    const roots = all.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots.length).toBe(new Set(all.map(({ traceId }) => traceId)).size);
    const fault = all.find(({ name }) => name.startsWith("operation c1"))!;
    const operation = all.find(({ parentSpanId }) => parentSpanId === fault.spanId)!;
    expect([operation.kind, operation.name, operation.traceId]).toEqual([3, "write x", fault.traceId]);
    expect(
      all.some(({ parentSpanId, name }) => parentSpanId === operation.spanId && name === "Request"),
    ).toBe(true);
  });

  it("of another seed have other ids", () => {
    const other = exportText("otlp", factsOf("8"));
    expect(other).not.toContain(spans[0]!.traceId.slice(0, 16));
  });
});
