import * as z from "zod";
import {
  distribution,
  duration,
  keyedUnion,
  probability,
  signedDuration,
  wholeNumber,
} from "../cluster/index.ts";
import { name, type workloads } from "../workloads/index.ts";

/** One node's name or word (`leader`, `random`, `all`, …), or a list of them. */
const selector = z
  .union([name, z.array(name).min(1)])
  .transform((nodes) => (typeof nodes === "string" ? [nodes] : nodes))
  .describe("a node, a list of nodes, or leader, follower, followers, random, all");

/** `200ppm`, `-0.1%` → parts per million; a clock may not stand still or run backwards. */
export const drift = z
  .unknown()
  .transform((value, context): number => {
    const match = /^([+-]?\d*\.?\d+)\s*(ppm|%)$/.exec(typeof value === "string" ? value.trim() : "");
    const ppm = match === null ? Number.NaN : Number(match[1]) * (match[2] === "%" ? 10_000 : 1);
    if (ppm > -1_000_000 && ppm <= 1_000_000_000) return ppm;
    const params = { found: JSON.stringify(value), accepted: ["200ppm", "-200ppm", "0.1%"] };
    context.addIssue({ code: "custom", message: `${JSON.stringify(value)} is not a drift`, params });
    return z.NEVER;
  })
  .meta({ type: "string", title: "a drift", forms: ["200ppm", "-200ppm", "0.1%"] })
  .describe("how much faster than true time");

const when = {
  at: distribution.describe("when it strikes, from the start; a distribution is drawn once from the seed"),
  every: duration
    .refine((us) => us > 0, "an interval must last")
    .optional()
    .describe("again and again, at this interval"),
  until: duration.optional().describe("with every: no more from then on; the end of the run unless given"),
  muted: z.boolean().default(false).describe("true: it stays in the plan and does not strike"),
};
const span = duration.optional().describe("undone by itself after this long");

const pair = z
  .union([z.tuple([selector, selector]), z.strictObject({ from: selector, to: selector })])
  .transform((ends) => (Array.isArray(ends) ? { from: ends[0], to: ends[1] } : ends));
const directed = pair.describe("the directed link, as [from, to]");
const links = z
  .union([z.literal("all").transform(() => ({ from: ["all"], to: ["all"] })), pair])
  .describe("the directed link, as [from, to]; or all, between replicas");

const factor = z.number().positive().max(1_000_000);

const nodes = z
  .union([z.tuple([name, name]), z.strictObject({ from: name, to: name })])
  .transform((ends) =>
    Array.isArray(ends) ? { from: [ends[0]], to: [ends[1]] } : { from: [ends.from], to: [ends.to] },
  );

/** Which message on its way: it is known by its link and the moment at which it was sent. */
const message = {
  sent: duration.describe("when it was sent, exact to the microsecond; before the fault"),
  type: z.string().min(1).optional().describe("only a message of this kind"),
  nth: wholeNumber(1)
    .optional()
    .describe("which of several that were sent at that moment, from 1; all unless given"),
};

/** What the workloads' clients can do. An operation that several know is written as the first of them says. */
const operationOf = (known: typeof workloads) =>
  keyedUnion(
    "an operation",
    Object.assign({}, ...known.toReversed().map(({ operations }) => operations)) as Readonly<
      Record<string, z.ZodObject>
    >,
  );

/** Every fault a document can name, by its action. Kept in step with `Fault` in the cluster. */
const faultForms = (known: typeof workloads) => ({
  crash: z.strictObject({
    ...when,
    crash: selector.describe("volatile state and unsynced writes are lost"),
    for: span,
  }),
  restart: z.strictObject({ ...when, restart: selector.describe("starts from what is durable") }),
  pause: z.strictObject({
    ...when,
    pause: selector.describe("stops where it is, as in a garbage collection"),
    for: span,
  }),
  resume: z.strictObject({ ...when, resume: selector.describe("goes on; what waited happens now") }),
  isolate: z.strictObject({
    ...when,
    isolate: selector.describe("each cut off from all other replicas"),
    for: span,
  }),
  partition: z.strictObject({
    ...when,
    partition: z
      .union([z.enum(["bridge", "majority-ring"]), z.array(selector).min(2)])
      .describe("groups that cannot reach each other (rest: whoever is left), bridge, or majority-ring"),
    for: span,
  }),
  cut: z.strictObject({ ...when, cut: directed, for: span }),
  heal: z.strictObject({ ...when, heal: z.enum(["all", "partitions", "links"]).describe("what is lifted") }),
  slow: z.strictObject({
    ...when,
    slow: links,
    factor: factor.default(1).describe("delays are multiplied by it"),
    add: duration.prefault("0").describe("and this is added"),
    for: span,
  }),
  lossy: z.strictObject({ ...when, lossy: links, probability: probability.describe("a message"), for: span }),
  duplicate: z.strictObject({
    ...when,
    duplicate: links,
    probability: probability.describe("a message"),
    for: span,
  }),
  reorder: z.strictObject({
    ...when,
    reorder: links,
    probability: probability.describe("a message"),
    for: span,
  }),
  "clock-step": z.strictObject({
    ...when,
    "clock-step": selector.describe("whose clock jumps"),
    by: signedDuration.describe("how far"),
  }),
  "clock-drift": z.strictObject({
    ...when,
    "clock-drift": selector.describe("whose clock drifts"),
    by: drift,
    for: span,
  }),
  "disk-stall": z.strictObject({
    ...when,
    "disk-stall": selector.describe("syncs do not complete"),
    for: duration.describe("how long"),
  }),
  "disk-lose": z.strictObject({
    ...when,
    "disk-lose": selector.describe("syncs are acknowledged, nothing is kept"),
    for: span,
  }),
  "slow-node": z.strictObject({
    ...when,
    "slow-node": selector.describe("whose processor is slow"),
    factor: factor.default(1).describe("the time an event takes is multiplied by it"),
    add: duration.prefault("0").describe("and this is added"),
    for: span,
  }),
  ask: z.strictObject({
    ...when,
    ask: selector.describe("the node that an operator asks"),
    to: z.string().min(1).describe("for what: a word that the program knows"),
    about: selector.optional().describe("the node that it is about"),
  }),
  operation: z.strictObject({
    ...when,
    operation: name.describe("the client that issues one, at once and beside what it has under way"),
    do: operationOf(known).describe(
      "what it does: { read: x }, { write: [x, 7] } or { cas: [x, 7, 9] }; best with a value that nobody else writes",
    ),
  }),
  "drop-message": z.strictObject({
    ...when,
    "drop-message": nodes.describe(
      "a message on its way, as [from, to], is lost where it would have arrived",
    ),
    ...message,
  }),
  "delay-message": z.strictObject({
    ...when,
    "delay-message": nodes.describe("a message on its way, as [from, to], arrives later"),
    by: duration.refine((us) => us > 0, "a delay must last").describe("how much later"),
    ...message,
  }),
});

/** One entry of `faults`, given the workloads whose clients may be told to do something. */
export const faultEntryFor = (known: typeof workloads) => keyedUnion("a fault", faultForms(known));
export type FaultEntry = z.output<ReturnType<typeof faultEntryFor>>;

export const NEMESIS_KINDS = [
  "crash",
  "crash-leader",
  "pause",
  "pause-leader",
  "isolate",
  "isolate-leader",
  "partition",
  "bridge",
  "majority-ring",
  "cut",
  "slow",
  "lossy",
  "duplicate",
  "reorder",
  "clock-step",
  "clock-drift",
  "disk-stall",
  "slow-node",
] as const;

export type NemesisKind = (typeof NEMESIS_KINDS)[number];

/** Draws faults from the seed. */
export const nemesisSchema = z
  .strictObject({
    kinds: z
      .array(z.enum(NEMESIS_KINDS))
      .min(1)
      .default(["crash", "pause", "partition", "cut", "slow", "lossy"])
      .describe("what it does, each as likely as the others"),
    every: distribution
      .prefault("exponential(2s)")
      .describe("time from one strike to the next; on average at most 10,000 strikes"),
    for: distribution.prefault("exponential(1s)").describe("how long a fault lasts"),
    from: duration.prefault("0").describe("it does not strike before"),
    until: duration
      .optional()
      .describe("it does not strike after; then all is healed, resumed and restarted"),
    quiet: duration
      .optional()
      .describe("instead of until: how long before the end of the run it stops; 5s unless given"),
  })
  .refine((nemesis) => nemesis.until === undefined || nemesis.quiet === undefined, {
    message: "until and quiet say the same; give one of them",
    path: ["quiet"],
  });
export type Nemesis = z.output<typeof nemesisSchema>;
