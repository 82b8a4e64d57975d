import { expect, test } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import type { ClassifierDescription } from '@shared/network';
import { parseTrainingSettings } from '../../../src-main/engine/samples/settings';
import { Format } from '../../../src-renderer/messages/format';
import { messagesIn } from '../../../src-renderer/messages/messages';
import {
  carriedOver,
  formFromRecipe,
  optionProblems,
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

test('a classical method is sent without what belongs to networks, whatever was set for one', () => {
  const recipe = { patch: 1, components: 30, scaling: 'minmax', reduction: 'none', source: '' } as const;
  const described = {
    ...NETWORKS[0],
    kind: 'classical',
    id: 'svm',
    recipe,
    random: false,
  } as const;
  const chosen: ClassifierDescription = {
    ...described,
    facts: [],
    options: [
      { id: 'C', title: 'C', default: 'search', least: 1, most: 9, instead: 'search' },
      { id: 'k', title: 'k', default: 5, least: 1, most: 9, whole: true },
    ],
  };
  const own = formFromRecipe(chosen);
  expect(own.experiment).toMatchObject({ scaling: 'minmax', reduction: 'none' });
  const set: SettingsForm = {
    ...own,
    options: { C: null, k: 3 },
    patch: 25,
    components: null,
    execution: 'dense',
    experiment: { ...own.experiment, validation: 20, dropout: 7, vary: 'weights', weightSeed: 3 },
  };
  expect(problemsOf(set, noMasks, scene, chosen)).toEqual({});
  expect(optionProblems(chosen.options, set.options)).toEqual({});
  expect(Object.keys(optionProblems(chosen.options, { C: 10, k: 2.5 }))).toEqual(['option C', 'option k']);
  const settings = settingsOf(chosen, set);
  expect(settings).toMatchObject({
    network: 'svm',
    options: { C: 'search', k: 3 },
    patch: 1,
    components: 30,
  });
  expect(settings).toMatchObject({ execution: 'auto', epochs: undefined, batch: undefined });
  expect(settings.experiment).toEqual({ ...USUAL_EXPERIMENT, scaling: 'minmax', reduction: 'none' });
  expect(settingsOf(chosen, { ...set, split: 'disjoint' }).patch).toBe(25);
});

test('another recipe brings its own channels, unless they were set by hand', () => {
  const { experiment } = form;
  const classical = { patch: 1, components: 9, scaling: 'minmax', reduction: 'none', source: '' } as const;
  const there = carriedOver(experiment, NETWORKS[0].recipe, classical);
  expect(there).toEqual({ ...experiment, scaling: 'minmax', reduction: 'none' });
  expect(carriedOver(there, classical, NETWORKS[0].recipe)).toEqual(experiment);
  const byHand = { ...experiment, scaling: 'standard' as const };
  expect(carriedOver(byHand, NETWORKS[0].recipe, classical)).toBe(byHand);
});
