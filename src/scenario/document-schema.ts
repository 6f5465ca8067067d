import * as z from "zod";
import { LONGEST_SEED, seedProblem } from "../base/index.ts";
import {
  bandwidth,
  bytes,
  distribution,
  duration,
  keyedUnion,
  probability,
  signedDuration,
  wholeNumber,
} from "../cluster/index.ts";
import { NAME, name, workloads } from "../workloads/index.ts";
import { drift, faultEntryFor, nemesisSchema } from "./fault-schema.ts";
import { programs } from "./programs.ts";

/** Links are kept by pair: more nodes than this would fill the memory. */
const MOST_NODES = 2_000;

const names = z.array(name).min(1).max(MOST_NODES);
const oneOrMore = z.union([name, names]).transform((value) => (typeof value === "string" ? [value] : value));

const messageKind = z.string().regex(NAME, "a kind of message is a name");

const link = {
  latency: distribution.describe("delay of a message"),
  latencyOf: z
    .record(messageKind, distribution)
    .describe("the same for some kinds of message, by their names, such as AppendEntries"),
  loss: probability.describe("probability that a message is lost"),
  duplicate: probability.describe("probability that a message arrives twice"),
  reorder: probability.describe("probability that a message is held back"),
  reorderBy: distribution.describe("by how much it is held back"),
  fifo: z.boolean().describe("in order, as over one TCP connection"),
  bandwidth: bandwidth.describe("without it, messages take no time to be put on the wire"),
  buffer: bytes.describe("what may wait for the wire; more is dropped"),
};
const someOfLink = z.strictObject(link).partial().shape;

const linkEnds = "nodes, regions, or replicas, clients, all (replicas and clients)";
const linkForms = {
  from: z.strictObject({
    from: oneOrMore.describe(linkEnds),
    to: oneOrMore.describe(linkEnds),
    ...someOfLink,
  }),
  between: z.strictObject({
    between: z.tuple([oneOrMore, oneOrMore]).describe(`both ways: ${linkEnds}`),
    ...someOfLink,
  }),
  within: z.strictObject({ within: oneOrMore.describe(`among these: ${linkEnds}`), ...someOfLink }),
};

const network = z.strictObject({
  ...link,
  latency: link.latency.prefault("1ms"),
  latencyOf: link.latencyOf.optional(),
  loss: link.loss.prefault(0),
  duplicate: link.duplicate.prefault(0),
  reorder: link.reorder.prefault(0),
  reorderBy: link.reorderBy.prefault("exponential(10ms)"),
  fifo: link.fifo.default(false),
  bandwidth: link.bandwidth.optional(),
  buffer: link.buffer.optional(),
  clients: z.strictObject(someOfLink).optional().describe("what is different between clients and replicas"),
  regions: z.record(name, names).default({}).describe("names for groups of nodes, for links"),
  links: z
    .array(keyedUnion("a link", linkForms))
    .default([])
    .describe("what is different for some links; later entries win"),
});

const commonCluster = {
  nodes: z
    .union([wholeNumber(1, MOST_NODES), names])
    .prefault(3)
    .describe("how many replicas, n1 to nN; or their names"),
  nodeOptions: z
    .record(name, z.record(z.string(), z.unknown()))
    .default({})
    .describe("options that are different for one node"),
  down: z
    .union([wholeNumber(0), names])
    .prefault(0)
    .describe("replicas that are down from the start: how many, the last ones; or their names"),
  disk: z
    .strictObject({ sync: distribution.prefault("0").describe("how long a sync takes") })
    .prefault({})
    .describe("the nodes' disks"),
  clocks: z
    .record(
      name,
      z.strictObject({
        offset: signedDuration.prefault("0").describe("ahead of true time"),
        drift: drift.prefault("0ppm"),
      }),
    )
    .default({})
    .describe("clocks that are not exact, by node"),
  cpu: z
    .union([duration, z.record(name, duration)])
    .prefault("0")
    .describe("processor time that handling one event takes; or by node"),
};

type ClusterForms = [ReturnType<typeof clusterForm>];

/** What a document may name; in the page's engine as far as it is loaded. */
interface Known {
  readonly programs: typeof programs;
  readonly workloads: typeof workloads;
  readonly faultEntry: ReturnType<typeof faultEntryFor>;
}

function clusterForm([program, { options }]: [string, Known["programs"][string]]) {
  return z.strictObject({
    program: z.literal(program),
    ...commonCluster,
    options: (options as z.ZodType<unknown, object>).prefault({}).describe("the program's options"),
  });
}

type WorkloadForm = z.ZodObject<{ kind: z.ZodOptional<z.ZodLiteral<string>> }>;

const DEFAULT_EVENTS = 20_000_000;

const run = z.strictObject({
  until: duration.refine((us) => us > 0, "a run must last").describe("virtual time at which the run ends"),
  budget: z
    .strictObject({
      events: wholeNumber(1).prefault(DEFAULT_EVENTS).describe("at most so many events"),
      memory: bytes.prefault("1GB").describe("at most about so much memory"),
    })
    .prefault({})
    .describe("a run that exceeds it ends with the verdict unknown"),
});

const value = z.union([z.string(), z.number(), z.boolean()]);
const param = z
  .strictObject({
    path: z.string().min(1).describe("what it sets, such as network.loss or faults[0].at"),
    range: z
      .tuple([z.union([z.string(), z.number()]), z.union([z.string(), z.number()])])
      .optional()
      .describe("least and most"),
    choices: z.array(value).min(1).optional().describe("what may be chosen"),
    label: z.string().optional().describe("how it is called on the page"),
  })
  .refine((one) => one.range === undefined || one.choices === undefined, {
    message: "a parameter has a range or choices, not both",
    path: ["choices"],
  });

const claim = z.strictObject({
  say: z.string().min(1).describe("what the lesson asserts"),
  expect: z
    .string()
    .min(1)
    .describe("the same as an expression over the result, such as check(linearizable) == valid"),
});

const predict = z
  .strictObject({
    ask: z.string().min(1).describe("the question"),
    choices: z.array(z.string().min(1)).min(2).describe("the answers to choose from"),
    answer: wholeNumber(1).describe("which of them is right, from 1"),
    at: duration.optional().describe("the moment at which to ask"),
    why: z.string().optional().describe("why it is right, to be shown afterwards"),
  })
  .refine((one) => one.answer <= one.choices.length, {
    message: "there are not so many choices",
    path: ["answer"],
  });

const seedText = z
  .string()
  .superRefine((text, context) => {
    const message = seedProblem(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .meta({ minLength: 1, maxLength: LONGEST_SEED });

/** A share of the stage's width or height. */
const share = z.number().min(0).max(1);

const view = z
  .strictObject({
    from: duration,
    to: duration,
    selected: name,
    speed: z.number().positive().max(1000),
    positions: z
      .record(name, z.tuple([share, share]))
      .describe("where nodes stand on the stage: shares of its width and height, from the upper left"),
  })
  .partial();

/** The keys of a scenario document, each with a schema of its own, in the order in which a document is best written. */
const sectionsFor = (known: Known) => ({
  lightcone: z.literal(1).describe("the version of this format"),
  title: z.string().min(1).max(200).describe("what the scenario shows, as a headline"),
  concept: z.string().default("").describe("the concept it belongs to, such as consensus"),
  summary: z.string().default("").describe("one sentence for the gallery"),
  cluster: z
    .discriminatedUnion("program", Object.entries(known.programs).map(clusterForm) as ClusterForms)
    .describe("the nodes and what they run"),
  network: network.prefault({}).describe("the links between nodes when no fault is on them"),
  workload: z
    .discriminatedUnion("kind", known.workloads.map(({ schema }) => schema) as unknown as [WorkloadForm])
    .optional()
    .describe("what clients do"),
  faults: z.array(known.faultEntry).default([]).describe("what goes wrong, and when"),
  nemesis: nemesisSchema.optional().describe("draws further faults from the seed"),
  run: run.describe("how long the run is"),
  seed: z
    .union([seedText, z.number()])
    .transform(String)
    .prefault("1")
    .describe("from which all luck follows"),
  params: z.record(name, param).default({}).describe("what a reader may turn"),
  checks: z.array(z.string()).optional().describe("properties to check; all that apply unless given"),
  claims: z.array(claim).default([]).describe("what the lesson asserts; all are executed"),
  metrics: z.array(z.string()).default([]).describe("numbers to report"),
  predict: predict.optional().describe("a question to answer before the run is shown"),
  lesson: z.string().min(1).optional().describe("the lesson's text, a Markdown file beside this one"),
  view: view
    .optional()
    .describe("hints for the page, of which no run depends: the span of time to show, the node to select"),
});

function formatFor(known: Known) {
  const sections = sectionsFor(known);
  const schema = z.strictObject(sections).meta({
    title: "Lightcone scenario",
    description: "One run of a cluster follows from this document and a seed.",
  });
  return { ...known, sections, schema };
}

let made: ReturnType<typeof formatFor> | undefined;

/** The format, given the programs and workloads that are there now: the same object as long as none is added. */
export function documentFormat(): ReturnType<typeof formatFor> {
  if (made?.programs !== programs || made.workloads !== workloads)
    made = formatFor({ programs, workloads, faultEntry: faultEntryFor(workloads) });
  return made;
}

/** A document whose every value was read; names in it are checked elsewhere. */
export type ScenarioDocument = z.output<ReturnType<typeof formatFor>["schema"]>;
export type SectionName = keyof ReturnType<typeof sectionsFor>;
