import * as z from "zod";
import { usualView } from "./link-state.ts";

// A place as JSON. What is left out is as usual: nothing of it is needed to open a run.

const name = z.string().max(1_000);
const names = z.array(name).max(1_000);
const count = z.int().nonnegative();
const moment = z.number().nonnegative();
const event = z.int().min(-1);

const selection = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("node"), node: count }),
  z.object({ kind: z.literal("link"), from: count, to: count }),
  z.object({ kind: z.literal("event"), event: count }),
  z.object({ kind: z.literal("operation"), index: count }),
]);

const view = z.object({
  tab: name.default(usualView.tab),
  isLessonOpen: z.boolean().default(usualView.isLessonOpen),
  isFollowing: z.boolean().default(usualView.isFollowing),
  fromUs: z.number().default(usualView.fromUs),
  spanUs: moment.default(usualView.spanUs),
  models: name.optional(),
});

const filter = z.object({
  hiddenTags: names.default([]),
  hiddenNodes: names.default([]),
  thinNodes: names.default([]),
  search: name.default(""),
  timestamps: z.enum(["none", "lamport", "vector"]).default("none"),
});

export const placeShape = z.object({
  event: event.exactOptional(),
  timeUs: moment.default(0),
  seenUs: moment.exactOptional(),
  selection: selection.default({ kind: "none" }),
  view: view.prefault({}),
  filter: filter.exactOptional(),
  marks: z
    .array(z.object({ event, timeUs: moment, name }))
    .max(1_000)
    .exactOptional(),
  compared: count.exactOptional(),
  stateHash: name.exactOptional(),
});
