import { expect, test } from "vitest";
import { formatDuration } from "../../src/base/index.ts";
import type { EventDetail, Frame, InFlight, SessionApi } from "../../src/session/index.ts";
import { edited, finish, openSmall } from "./small-run.ts";

const isSame = (one: InFlight, other: InFlight): boolean =>
  one.from === other.from && one.to === other.to && one.sentUs === other.sentUs && one.tag === other.tag;

/** The first event from `timeUs` on for which `isMeant` holds. */
async function findEvent(
  session: SessionApi,
  timeUs: number,
  isMeant: (event: EventDetail) => boolean,
): Promise<EventDetail> {
  for (let index = 0; ; index++) {
    const event = await session.event(index);
    if (event === undefined) throw new Error("there is no such event");
    if (event.timeUs >= timeUs && isMeant(event)) return event;
  }
}

/** Strikes a message on its way in the middle of the run; its frame when it is struck, and the event that ends its flight. */
async function strike(
  what: string,
  more: string,
): Promise<{ before: InFlight; frame: Frame; end: EventDetail }> {
  const { session, info } = await openSmall();
  const { times } = await finish(session);
  let event = times.findIndex((us) => us > 500_000);
  let seen = await session.frame({ event });
  const isEarlier = ({ sentUs }: InFlight): boolean => sentUs < seen.timeUs;
  while (!seen.messages.some(isEarlier)) seen = await session.frame({ event: ++event });
  const before = seen.messages.find(isEarlier)!;
  const ends = `[${info.nodes[before.from]!.name}, ${info.nodes[before.to]!.name}]`;
  const yaml = `{ ${what}: ${ends}, sent: ${formatDuration(before.sentUs)}, type: ${info.tags[before.tag]!.name}${more} }`;
  await edited(session, { do: "inject", atUs: seen.timeUs, yaml });
  await finish(session);
  const fault = await findEvent(session, seen.timeUs, ({ text }) =>
    text.startsWith(what.replace("-message", " ")),
  );
  const frame = await session.frame({ event: fault.index });
  const { arrivesUs } = frame.messages.find((message) => isSame(message, before))!;
  const end = await findEvent(
    session,
    arrivesUs,
    ({ why, node }) => why[1]?.index === before.cause && node === before.to,
  );
  return { before, frame, end };
}

test("a message that is delayed has its new arrival in the frame, and arrives by its cause then", async () => {
  const { before, frame, end } = await strike("delay-message", ", by: 30ms");
  const arrivesUs = before.arrivesUs + 30_000;
  expect(frame.messages.find((message) => isSame(message, before))).toEqual({ ...before, arrivesUs });
  expect(end.timeUs).toBe(arrivesUs);
  expect(end.text).toMatch(/^[nc]\d hears /);
});

test("a message that is dropped is doomed in the frame, and ends as dropped where it would have arrived", async () => {
  const { before, frame, end } = await strike("drop-message", "");
  expect(frame.messages.find((message) => isSame(message, before))).toEqual({ ...before, doomed: true });
  expect(end.timeUs).toBe(before.arrivesUs);
  expect(end.text).toMatch(/ is dropped by a fault/);
});
