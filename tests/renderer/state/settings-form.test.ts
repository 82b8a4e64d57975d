import { expect, test } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { parseTrainingSettings } from '../../../src-main/engine/samples/settings';
import { Format } from '../../../src-renderer/messages/format';
import { messagesIn } from '../../../src-renderer/messages/messages';
import {
  formFromRecipe,
  problemsOf,
  settingsOf,
  type SettingsForm,
} from '../../../src-renderer/state/settings-form';
import { NETWORKS } from '../fake-api';

const scene = { rows: 145, columns: 120, bands: 200 };
const noMasks = { training: null, test: null };
const form = formFromRecipe(NETWORKS[0]);
const problems = (change: Partial<SettingsForm>) =>
  Object.keys(problemsOf({ ...form, ...change }, noMasks, scene));

test('the recipe of a network is what a run is made from', () => {
  expect(settingsOf(NETWORKS[0], form)).toEqual({
    network: 'hybridsn',
    options: {},
    patch: 25,
    components: 30,
    training: 0.1,
    split: 'random',
    epochs: 100,
    learningRate: 0.001,
    batch: 256,
    seed: 0,
    runs: 1,
    execution: 'auto',
    experiment: USUAL_EXPERIMENT,
  });
  expect(problems({})).toEqual([]);
});

test('a share in per cent is a fraction, a number of pixels stays one', () => {
  expect(settingsOf(NETWORKS[0], { ...form, training: 5 }).training).toBe(0.05);
  expect(settingsOf(NETWORKS[0], { ...form, training: 50, trainingUnit: 'pixels' }).training).toBe(50);
});

test.each<[Partial<SettingsForm>, string]>([
  [{ components: 0 }, 'components'],
  [{ components: 201 }, 'components'],
  [{ components: 1.5 }, 'components'],
  [{ patch: 24 }, 'patch'],
  [{ patch: 121 }, 'patch'],
  [{ patch: null }, 'patch'],
  [{ training: 0 }, 'training'],
  [{ training: 100 }, 'training'],
  [{ training: null }, 'training'],
  [{ training: 0.5, trainingUnit: 'pixels' }, 'training'],
  [{ epochs: 0 }, 'epochs'],
  [{ learningRate: 0 }, 'learningRate'],
  [{ learningRate: 1.01 }, 'learningRate'],
  [{ batch: 0 }, 'batch'],
  [{ seed: -1 }, 'seed'],
  [{ runs: 101 }, 'runs'],
  [{ split: 'masks' }, 'split'],
])('%j is refused at %s alone, in a sentence', (change, field) => {
  expect(problems(change)).toEqual([field]);
  for (const language of ['en', 'zh-CN'] as const) {
    const [problem] = Object.values(problemsOf({ ...form, ...change }, noMasks, scene));
    expect(problem?.(messagesIn(language), new Format(language))).toMatch(/[.。]$/);
  }
});

test('the largest window is odd and fits the shorter side', () => {
  expect(problems({ patch: 119 })).toEqual([]);
  const [problem] = Object.values(problemsOf({ ...form, patch: 121 }, noMasks, scene));
  expect(problem?.(messagesIn('en'), new Format('en'))).toContain('1 to 119');
});

test('masks need no training share', () => {
  const masks = { training: { file: '/m', variable: 'TR' }, test: { file: '/m', variable: 'TE' } };
  expect(problemsOf({ ...form, split: 'masks', training: null }, masks, scene)).toEqual({});
});

test.each<Partial<SettingsForm>>([
  {},
  {
    patch: 1,
    components: 200,
    epochs: 100_000,
    batch: 65_536,
    seed: 2_147_483_647,
    runs: 100,
    learningRate: 1,
  },
  { training: 0.01 },
  { training: 99.9 },
  { training: 1, trainingUnit: 'pixels' },
])('what the form lets through, the engine accepts: %j', (change) => {
  expect(problems(change)).toEqual([]);
  const settings = settingsOf(NETWORKS[0], { ...form, ...change });
  expect(parseTrainingSettings(settings)).toEqual(settings);
});
