import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.ts';

/** One test of any runner, for the common count and the list of the slowest. */
interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
}

const long = process.argv.includes('--long');
const reports = mkdtempSync(join(tmpdir(), 'shubbak-reports-'));

/** Runs a program with its output passed through; resolves with its exit code. */
function runTool(args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('exit', code => resolve(code ?? 1));
  });
}

/** Runs a program that makes way for the others, its output kept until its end; prints that, resolves with its exit code. */
function runBehind(args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => said.push(words));
    child.on('close', code => {
      process.stdout.write(Buffer.concat(said));
      resolve(code ?? 1);
    });
  });
}

async function runChecks(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    const start = performance.now();
    const complaint = await check.run();
    if (complaint !== undefined) console.error(`\n✗ ${check.name}\n${complaint}`);
    else console.log(`✓ ${check.name}`);
    outcomes.push({ name: check.name, passed: complaint === undefined, milliseconds: performance.now() - start });
  }
  return outcomes;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number;
    }[];
  }[];
}

async function runVitest(): Promise<Outcome[]> {
  const report = join(reports, 'vitest.json');
  await runBehind(
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    long ? { SHUBBAK_TEST_LONG: '1' } : {},
  );
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return testResults.flatMap(file => {
    // A file that could not be loaded has no test to fail: it counts as one failure itself.
    if (file.assertionResults.length === 0 && file.status !== 'passed')
      return [{ name: file.name, passed: false, milliseconds: 0 }];
    return file.assertionResults.map(({ fullName, status, duration }) => ({
      name: fullName,
      passed: status === 'passed',
      milliseconds: duration ?? 0,
    }));
  });
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
}

async function runJourneys(): Promise<Outcome[]> {
  const report = join(reports, 'journeys.json');
  const code = await runTool(
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(long ? { SHUBBAK_TEST_LONG: '1' } : {}),
    },
  );
  const collect = (suite: PlaywrightSuite): Outcome[] => [
    ...(suite.specs ?? []).map(spec => ({
      name: spec.title,
      passed: spec.ok,
      milliseconds: spec.tests.flatMap(test => test.results).reduce((sum, result) => sum + result.duration, 0),
    })),
    ...(suite.suites ?? []).flatMap(collect),
  ];
  const outcomes = collect(JSON.parse(readFileSync(report, 'utf8')) as PlaywrightSuite);
  if (code !== 0 && outcomes.every(outcome => outcome.passed))
    outcomes.push({ name: 'journeys could not run', passed: false, milliseconds: 0 });
  return outcomes;
}

// A browser waits as often as it works. Beside it the rest takes what it leaves of the cores, and all of them end sooner.
const [journeys, others] = await Promise.all([
  runJourneys(),
  runChecks().then(async checked => [...checked, ...(await runVitest())]),
]);
const outcomes = [...others, ...journeys];
rmSync(reports, { recursive: true, force: true });

console.log('\nThe 20 slowest:');
for (const { name, milliseconds } of outcomes.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 20)) {
  console.log(`${(milliseconds / 1000).toFixed(2).padStart(8)} s  ${name}`);
}
const failed = outcomes.filter(outcome => !outcome.passed);
for (const { name } of failed) console.log(`FAILED: ${name}`);
console.log(`\n${outcomes.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && outcomes.length > 0 ? 0 : 1);
