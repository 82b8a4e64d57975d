/** The two test suites: what each is run with, and how many of its tests passed. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endWithUs } from './command.mjs';
import { tensorflowSettings } from './set-up.mjs';

const windowTests = /^(?:\.\/)?tests\/e2e(?:\/|$)/;

/**
 * @param {string[]} args "--unit", or paths below tests/ as filters
 * @returns {{ name: string, options: string[], filters: string[], needsWindow: boolean }[]}
 */
export function chooseSuites(args) {
  const filters = args.filter((argument) => argument !== '--unit');
  const unit = {
    name: 'unit',
    options: [],
    filters: filters.filter((filter) => !windowTests.test(filter)),
    needsWindow: false,
  };
  const window = {
    name: 'window',
    options: ['--config', 'vitest.e2e.config.ts'],
    filters: filters.filter((filter) => windowTests.test(filter)),
    needsWindow: true,
  };
  if (args.includes('--unit')) return [unit];
  if (filters.length === 0) return [unit, window];
  return [unit, window].filter((suite) => suite.filters.length > 0);
}

/**
 * Runs one suite, its output streaming by.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runSuite(suite, places, environment) {
  const folder = join(places.project, 'test-results');
  const report = join(folder, `${suite.name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(places.modules, 'vitest', 'vitest.mjs');
  const reasons = join(places.project, 'scripts', 'setup', 'skipped-tests.mjs');
  const reporters = ['default', 'json', reasons].map((reporter) => `--reporter=${reporter}`);
  const options = [...suite.options, ...reporters, `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', ...options, ...suite.filters], {
    cwd: places.project,
    env: { ...tensorflowSettings, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  endWithUs(child);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (exitCode) => resolve(exitCode ?? 1));
  });
  return countTests(readReport(report), code);
}

/**
 * A file that could not be collected has no tests of its own and counts as one failure, and so does a run that
 * failed without naming a test.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] } | undefined} report
 * @param {number} exitCode
 */
export function countTests(report, exitCode) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failedTests = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  const skipped = tests.filter(({ status }) => status === 'skipped').length;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

export function sum(left, right) {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
