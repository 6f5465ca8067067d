import { describeChecks } from "./describe-checks.ts";
import { questions } from "./claims/questions.ts";
import { ENGINE } from "./engine.ts";
import { documentJsonSchema } from "./json-schema.ts";
import { metrics } from "./metrics/registry.ts";
import { STATISTICS } from "./metrics/summary-statistics.ts";
import { programs } from "./programs.ts";
import { code, describeSection, table } from "./reference-tables.ts";
import { MOST_BYTES } from "./yaml-text.ts";

const EXAMPLE = `lightcone: 1
title: A leader is cut off from its followers
concept: consensus
cluster: { nodes: 5, program: raft, options: { electionTimeout: 150ms..300ms, heartbeat: 50ms } }
network: { latency: "lognormal(5ms, 0.4)", loss: 0 }
workload: { clients: 3, rate: 20/s, mix: { read: 50, write: 40, cas: 10 }, keys: 1 }
faults:
  - { at: 2s, partition: [[n1, n2], [n3, n4, n5]] }
  - { at: 6s, heal: all }
run: { until: 10s }
params: { loss: { path: network.loss, range: [0, 0.3] } }
checks: [linearizable, raft/election-safety]
metrics: [time-to-leader, latency p99]
claims:
  - { say: "No acknowledged write is lost", expect: "check(linearizable) == valid" }
lesson: ./a-leader-is-cut-off.md`;

const QUANTITIES: readonly (readonly [string, string])[] = [
  ["a duration", "`400us`, `150ms`, `2s`, `5min`, `1h`; a bare `0` needs no unit"],
  ["a range of durations", "`150ms..300ms`"],
  ["a rate", "`20/s`, `0.5/ms`, `1200/min`"],
  ["a probability", "`0.05`, `5%`"],
  ["a size, a bandwidth", "`64KiB`, `1.5MB`; `10Mbit/s`, `1MB/s`"],
  ["a drift", "`200ppm`, `-0.1%`"],
  ["a distribution of durations", "one of the next table"],
];

const DISTRIBUTIONS: readonly (readonly [string, string])[] = [
  ["`5ms`", "always the same"],
  ["`3ms..7ms`, `uniform(3ms, 7ms)`", "uniform between the two"],
  ["`exponential(5ms)`", "its mean"],
  ["`normal(5ms, 1ms)`", "mean and standard deviation; never below 0"],
  ["`lognormal(5ms, 0.4)`", "median, and standard deviation of the logarithm"],
  ["`pareto(1ms, 1.5)`", "smallest value, and shape"],
  ["`percentiles(p0=1ms, p50=2ms, p100=80ms)`", "linear between the given percentiles"],
  ["`mix(90% 1ms, 10% exponential(5ms))`", "one of them, by weight"],
  ["`1ms + exponential(1ms)`", "the sum of independent draws"],
];

const REGISTER = "`key-value`: read, write";
const REGISTER_WITH_CAS = `${REGISTER}, cas`;

const ANSWERED: Readonly<Record<string, string>> = {
  abd: REGISTER,
  causal: REGISTER,
  chain: REGISTER_WITH_CAS,
  "multi-leader": "by `data`: `key-value` (read, write), `counter`, `set` or `text`",
  "multi-paxos": REGISTER_WITH_CAS,
  "primary-backup": REGISTER_WITH_CAS,
  quorum: REGISTER,
  raft: REGISTER_WITH_CAS,
  "single-node": REGISTER_WITH_CAS,
  spanner: `\`transactions\`; ${REGISTER}`,
  transactional: `\`transactions\`; ${REGISTER}`,
};

const TOKENS = {
  kept: "looked at",
  needless: "not needed",
  ignored: "refused, for answers may be old",
};

/** The reference of the document format as Markdown: `docs/scenario-format.md`. */
export function scenarioReference(): string {
  return [
    ...head(),
    ...sectionsPart(),
    ...clientsPart(),
    ...settingsPart(),
    ...checksPart(),
    ...metricsPart(),
    ...claimsPart(),
  ].join("\n");
}

function head(): string[] {
  return [
    "# The scenario format",
    "",
    "<!-- Generated from the schema in src/scenario by test/scenario/generated.test.ts; see there how to renew it. -->",
    "",
    "A scenario is one YAML document (JSON is YAML) in UTF-8, of at most " +
      `${MOST_BYTES / 1000} kB. It is data, never code: opening one from a`,
    "stranger is safe. With a seed, everything that happens in its run follows from it. Whatever cannot be understood is an",
    "error with its line and column; nothing is run then. For completion in an editor, begin the file with",
    "`# yaml-language-server: $schema=…/scenario.schema.json`.",
    "",
    "```yaml",
    EXAMPLE,
    "```",
    "",
    `This is version 1 of the format, as read by the engine ${code(ENGINE)}.`,
    "",
    "## Quantities",
    "",
    ...table(["what", "written as"], QUANTITIES),
    ...table(["distribution", "drawn"], DISTRIBUTIONS),
  ];
}

function sectionsPart(): string[] {
  const { properties = {}, required = [] } = documentJsonSchema();
  return Object.entries(properties).flatMap(([name, schema]) =>
    describeSection(name, schema, required.includes(name)),
  );
}

/** Which program answers which clients; the registry's order. */
function clientsPart(): string[] {
  const rows = Object.entries(programs)
    .filter(([, { program }]) => Object.hasOwn(program.messages, "Response"))
    .map(([name, { program, options }]) => {
      const tokens = program.tokens?.(options.parse({})) ?? "needless";
      return [code(name), ANSWERED[name] ?? "", TOKENS[tokens]];
    });
  return [
    "## Which program answers which clients",
    "",
    "With its default options. Anything else a store answers with `fail`; a token that it ignores where its answers may be old",
    "is an error at `workload.session`.",
    "",
    ...table(["program", "workload", "a session's token"], rows),
  ];
}

function settingsPart(): string[] {
  return [
    "## Setting a value from outside",
    "",
    "`--set path=value` and the page's parameters change the document before it is checked. The path is the name of a",
    "parameter (`loss`) or a place in the document (`network.loss`, `cluster.options.electionTimeout`, `faults[0].at`); the value",
    "is written as in the document.",
    "",
  ];
}

function checksPart(): string[] {
  return [
    "## Checks that there are",
    "",
    "A check answers `valid`, `invalid` with evidence, or `unknown` with the budget that ran out. `raft/*` stands for all of a program's.",
    "",
    ...table(
      ["check", "what it claims"],
      describeChecks().map(([name, says]) => [code(name), says]),
    ),
  ];
}

function metricsPart(): string[] {
  const statistics = Object.keys(STATISTICS);
  const isCollapsed = (name: string): boolean => name.includes("latency") && !name.endsWith(statistics[0]!);
  const rows = metrics
    .filter(({ name }) => !isCollapsed(name))
    .map(({ name, unit, says }) => {
      const isFamily = name.includes("latency");
      const shown = isFamily ? `${name.slice(0, -statistics[0]!.length)}…` : name;
      return [
        code(shown),
        unit,
        isFamily ? says.replace(`: ${statistics[0]}.`, `: ${statistics.join(", ")}.`) : says,
      ];
    });
  return [
    "## Metrics that there are",
    "",
    "A metric for which a run gives no number is `null`, an empty field in CSV. None depends on the trace.",
    "",
    ...table(["metric", "unit", "what it is"], rows),
  ];
}

function claimsPart(): string[] {
  const rows = Object.values(questions).map(({ form, says }) => [code(form), says]);
  return [
    "## The language of claims",
    "",
    "A claim is an expression that is true or false of a run that is over. Numbers carry units (`50ms`, `20/s`, `5%`) and are",
    "compared with their like by `==  !=  <  <=  >  >=`; there are `+ - * /`, `and`, `or`, `not` and parentheses. `none` stands",
    "for what is not there. A claim that depends on an unknown verdict is unknown.",
    "",
    ...table(["question", "answer"], rows),
  ];
}
