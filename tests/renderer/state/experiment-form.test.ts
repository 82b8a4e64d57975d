import { expect, test } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { parseExperiment } from '../../../src-main/engine/samples/experiment-settings';
import { Format } from '../../../src-renderer/messages/format';
import { messagesIn } from '../../../src-renderer/messages/messages';
import {
  experimentOfForm,
  experimentProblems,
  isUnusual,
  usualExperimentForm,
  type ExperimentForm,
} from '../../../src-renderer/state/experiment-form';

const usual = usualExperimentForm();
const problems = (change: Partial<ExperimentForm>, runs: number | null = 2) =>
  experimentProblems({ ...usual, ...change }, runs);

test('a form that nobody touched asks for nothing unusual', () => {
  expect(experimentOfForm(usual)).toEqual(USUAL_EXPERIMENT);
  expect(isUnusual(usual)).toBe(false);
  expect(isUnusual({ ...usual, validationUnit: 'pixels' })).toBe(false);
  expect(isUnusual({ ...usual, orderSeed: 3 })).toBe(true);
});

test.each<[Partial<ExperimentForm>, string]>([
  [{ validation: -1 }, 'validation'],
  [{ validation: 100 }, 'validation'],
  [{ validation: null }, 'validation'],
  [{ validation: 1.5, validationUnit: 'pixels' }, 'validation'],
  [{ patience: -1, validation: 20 }, 'patience'],
  [{ patience: null }, 'patience'],
  [{ patience: 5 }, 'patience'],
  [{ splitSeed: 1.5 }, 'splitSeed'],
  [{ weightSeed: -1 }, 'weightSeed'],
  [{ orderSeed: 2 ** 31 }, 'orderSeed'],
])('%j is refused at %s alone, in a sentence', (change, field) => {
  expect(Object.keys(problems(change))).toEqual([field]);
  for (const language of ['en', 'zh-CN'] as const) {
    const [problem] = Object.values(problems(change));
    expect(problem?.(messagesIn(language), new Format(language))).toMatch(/[.。]$/);
  }
});

test('a seed can only be varied over several runs', () => {
  expect(Object.keys(problems({ vary: 'each' }, 1))).toEqual(['vary']);
  expect(problems({ vary: 'each' }, 2)).toEqual({});
});

test.each<Partial<ExperimentForm>>([
  {},
  { validation: 12.5, patience: 10, keep: 'last' },
  { validation: 5, validationUnit: 'pixels' },
  { splitSeed: 0, weightSeed: 2 ** 31 - 1, vary: 'order' },
])('what the form lets through, the engine accepts: %j', (change) => {
  expect(problems(change)).toEqual({});
  const experiment = experimentOfForm({ ...usual, ...change });
  expect(parseExperiment(experiment)).toEqual(experiment);
});

test('a share in per cent is a fraction', () => {
  expect(experimentOfForm({ ...usual, validation: 12.5 }).validation).toBe(0.125);
});
