import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { formatInputError } from "../../src/base/index.ts";
import { Cluster } from "../../src/cluster/index.ts";
import { Trace } from "../../src/kernel/index.ts";
import { protocols } from "../../src/protocols/index.ts";
import { compile, createRun, parseScenario, verify, type Scenario } from "../../src/scenario/index.ts";

/** Every file under scenarios/ is gallery, documentation, fixture and regression test at once. */
const folder = "scenarios";
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml"))
  .sort();

function open(file: string): Scenario {
  const path = join(folder, file);
  const readLesson = (lesson: string): string | undefined => {
    const beside = join(dirname(path), lesson);
    return existsSync(beside) ? readFileSync(beside, "utf8") : undefined;
  };
  const parsed = parseScenario(readFileSync(path), path, { readLesson });
  if (!parsed.ok) throw new Error(parsed.error.map(formatInputError).join("\n"));
  return parsed.value;
}

it("there are scenarios", () => {
  expect(files.length).toBeGreaterThan(10);
});

describe.each(files)("%s", (file) => {
  const scenario = open(file);

  it("asserts something, and all of it is true", () => {
    const run = createRun(scenario);
    expect(run.advance()).toBe("done");
    const result = run.result();
    expect(result.claims.length).toBeGreaterThan(0);
    for (const claim of result.claims) {
      expect(`${claim.verdict}: ${claim.say} (found: ${claim.found})`).toMatch(/^valid/);
    }
  });

  it("fails no check but those its claims say", () => {
    const run = createRun(scenario);
    run.advance();
    const claims = scenario.claims.map((claim) => claim.expect).join("\n");
    const failed = run.result().checks.filter((check) => check.verdict !== "valid");
    const isKnownBad = file.startsWith("known-bad");
    const unclaimed = failed.filter((check) => !claims.includes(check.name));
    if (!isKnownBad) expect(unclaimed).toEqual([]);
    else expect(failed.length).toBeGreaterThan(0);
  });

  it("gives the same run twice, at any trace level, and from a checkpoint half-way", () => {
    const verification = verify(scenario);
    expect(verification.difference).toBeUndefined();
    expect(verification.same).toBe(true);
    const whole = createRun(scenario, { trace: "full" });
    whole.advance();
    expect(whole.cluster.fingerprint()).toBe(verification.fingerprint);
    const spec = compile(scenario);
    const half = Cluster.create(spec, scenario.seed, "off");
    half.run(Infinity, Math.floor(whole.cluster.events / 2));
    const rest = Cluster.restore(spec, scenario.seed, half.checkpoint(), new Trace("off"));
    rest.run(Infinity);
    expect(rest.fingerprint()).toBe(verification.fingerprint);
  });

  it("asks with whole choices: a comma that YAML takes for a separator leaves the rest of a sentence", () => {
    // A continuation begins with a lower-case letter; the name of a node may, too.
    for (const choice of scenario.document.predict?.choices ?? []) expect(choice).toMatch(/^[\p{Lu}\p{N}"“]|^n\d/u);
  });

  it("has a lesson worth its name if it is in the gallery", () => {
    if (scenario.document.lesson === undefined) {
      expect(file).toMatch(/^(known-bad|validation)/);
      return;
    }
    const words = scenario.lesson!.split(/\s+/).length;
    expect(words).toBeGreaterThan(120);
    expect(words).toBeLessThan(320);
    expect(scenario.summary).not.toBe("");
  });
});

describe("known-bad variants", () => {
  const bad = files.filter((file) => file.startsWith("known-bad"));

  it("there is one for each mistake that a program can be told to make", () => {
    const shown = bad.map((file) => {
      const { program, options } = open(file).document.cluster as ProgramChoice;
      return `${program} ${JSON.stringify(options["bug"])}`;
    });
    const known = Object.entries(protocols).flatMap(([name, { options }]) =>
      bugsOf(options).map((bug) => `${name} ${JSON.stringify(bug)}`),
    );
    expect(shown).toEqual(expect.arrayContaining(known));
  });

  it.each(bad)("%s: without its mistake the same schedule does no harm", (file) => {
    const path = join(folder, file);
    const [mistake] = open(file).params;
    const right: [string, string] = [mistake!.name, mistake!.choices![0]!];
    const parsed = parseScenario(readFileSync(path), path, { set: [right] });
    if (!parsed.ok) throw new Error(parsed.error.map(formatInputError).join("\n"));
    const run = createRun(parsed.value);
    run.advance();
    expect(run.result().checks.filter((check) => check.verdict !== "valid")).toEqual([]);
  });
});

interface ProgramChoice {
  readonly program: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The values of an option `bug`, but for none. */
function bugsOf(options: z.ZodType): readonly unknown[] {
  const { bug } = z.toJSONSchema(options, { io: "input" }).properties ?? {};
  const values = typeof bug === "object" ? (bug.enum ?? []) : [];
  return values.filter((value) => value !== "none");
}
