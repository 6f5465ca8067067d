// `npm test`: everything a change must pass, one step after another, all of them even if one fails.
// `npm test -- lint unit` runs only the named steps. The last line counts tests; the exit code is 1 if any failed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const steps = {
  types: ["tsc", "-b"],
  lint: [
    "oxlint",
    "--type-aware",
    "--report-unused-disable-directives",
    "src",
    "workers",
    "test",
    "bench",
    ".ci",
    "vite.config.ts",
  ],
  format: ["prettier", "--check", "--log-level", "warn", "."],
  unused: ["knip"],
  rooms: "vitest",
  unit: "vitest",
  cli: "vitest",
  scenarios: "vitest",
  validation: "vitest",
  browser: "vitest",
  package: "vitest",
};

/** Projects that are passed over as long as what they test is not there. */
const filledLater = { scenarios: "scenarios", validation: "test/validation" };
const noTests = { passed: 0, failed: 0, skipped: 0 };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`unknown step ${unknown.join(", ")}; the steps are: ${Object.keys(steps).join(", ")}`);
  process.exit(3);
}

const results = [];
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  const start = performance.now();
  const counts = step === "vitest" ? runTests(name) : runCheck(step);
  results.push({ name, seconds: ((performance.now() - start) / 1000).toFixed(1), ...counts });
}

console.log("");
for (const { name, seconds, passed, failed, skipped } of results) {
  const note = skipped > 0 ? `, ${skipped} skipped` : "";
  console.log(
    `${failed > 0 ? "✗" : "✓"} ${name.padEnd(10)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed${note}`,
  );
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;

/** A tool that says yes or no counts as one test. */
function runCheck([tool, ...args]) {
  const ok = run(tool, args) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/**
 * Counts come from vitest's own report. A file that could not be loaded, a run that ends badly and a project
 * without any test count as one failure.
 */
function runTests(project) {
  if (project in filledLater && !existsSync(filledLater[project])) {
    console.log(`no ${filledLater[project]} yet`);
    return noTests;
  }
  const report = `dist/test/${project}.json`;
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = run("vitest", ["run", "--project", project, "--passWithNoTests", ...reporters]);
  const counts = existsSync(report) ? countTests(JSON.parse(readFileSync(report, "utf8"))) : noTests;
  const isEmpty = counts.passed + counts.failed + counts.skipped === 0;
  const endedBadly = code !== 0 || isEmpty;
  return endedBadly && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function countTests(report) {
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function isFailed(test) {
  return test.status === "failed";
}

function run(tool, args) {
  return spawnSync(`node_modules/.bin/${tool}`, args, { stdio: "inherit" }).status;
}
