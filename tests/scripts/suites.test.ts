import { describe, expect, it } from 'vitest';
import { reasonsOf } from '../../scripts/setup/skipped-tests.mjs';
import { chooseSuites, countTests, sum } from '../../scripts/setup/suites.mjs';

const names = (args: string[]) => chooseSuites(args).map(({ name, filters }) => [name, ...filters]);

describe('which tests run', () => {
  it('are all of them unless something is said', () => {
    expect(names([])).toEqual([['unit'], ['window']]);
  });

  it('are those of the units alone with --unit', () => {
    expect(names(['--unit'])).toEqual([['unit']]);
    expect(names(['--unit', 'tests/engine'])).toEqual([['unit', 'tests/engine']]);
  });

  it('are those of the named paths, each in its suite', () => {
    expect(names(['tests/engine/files'])).toEqual([['unit', 'tests/engine/files']]);
    expect(names(['tests/e2e/open.test.ts'])).toEqual([['window', 'tests/e2e/open.test.ts']]);
    expect(names(['tests/cli', './tests/e2e'])).toEqual([
      ['unit', 'tests/cli'],
      ['window', './tests/e2e'],
    ]);
  });
});

describe('how many passed and failed', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it('is counted by tests', () => {
    const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] };
    expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a file that could not be collected', () => {
    expect(countTests({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a run that failed without a failed test, and one without a report', () => {
    expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
    expect(countTests(undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('does not count what was left out as passed', () => {
    expect(countTests({ testResults: [file('passed', 'pending', 'skipped', 'todo')] }, 0)).toEqual({
      passed: 0,
      failed: 0,
      skipped: 1,
    });
  });

  it('is summed over suites', () => {
    const [one, other] = [
      { passed: 1, failed: 2, skipped: 0 },
      { passed: 3, failed: 4, skipped: 5 },
    ];
    expect(sum(one, other)).toEqual({ passed: 4, failed: 6, skipped: 5 });
  });
});

it('why tests were skipped is said once a reason', () => {
  const notes = ['no Python', undefined, 'no Python', 'no screen'];
  expect(reasonsOf(notes)).toEqual(['2 skipped: no Python', '1 skipped: no screen']);
});
