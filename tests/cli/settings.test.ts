import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { settingsOf, type ClassifyOptions } from '../../src-main/cli/commands/classify';

const RECIPE = {
  patch: 25,
  components: 30,
  epochs: 100,
  learningRate: 0.001,
  batch: 256,
  optimizer: 'Adam',
  source: 'the paper',
};
const TYPED: ClassifyOptions = {
  cube: 'a.mat',
  network: 'hybridsn',
  option: [],
  train: '0.1',
  split: 'random',
  seed: '0',
  runs: '1',
  execution: 'auto',
  out: 'out',
};

describe('settingsOf', () => {
  it('takes an experiment as it was typed, and what was not typed as usual', () => {
    const typed = { validation: '0.2', patience: '15', keep: 'last' };
    expect(settingsOf({ ...TYPED, ...typed }, RECIPE).experiment).toEqual({
      ...USUAL_EXPERIMENT,
      validation: 0.2,
      patience: 15,
      keep: 'last',
    });
    expect(() => settingsOf({ ...TYPED, validation: 'some' }, RECIPE)).toThrow(
      'The validation share is "some"',
    );
  });

  it('takes from the recipe what was not typed', () => {
    expect(settingsOf(TYPED, RECIPE)).toEqual({
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
  });

  it('takes what was typed before the recipe', () => {
    const typed = {
      patch: '9',
      components: '5',
      epochs: '3',
      learningRate: '1e-2',
      batch: '32',
      train: '50',
    };
    expect(settingsOf({ ...TYPED, ...typed }, RECIPE)).toMatchObject({
      patch: 9,
      components: 5,
      epochs: 3,
      learningRate: 0.01,
      batch: 32,
      training: 50,
    });
  });

  it.each([
    [{ patch: 'wide' }, 'The window is "wide", but it must be'],
    [{ epochs: '' }, 'The number of epochs is "", but it must be'],
    [{ train: '10%' }, 'The training share is "10%", but it must be'],
    [{ split: 'spatial' }, 'The split is "spatial", but it must be one of random, disjoint, masks.'],
    [{ seed: '1.5' }, 'The seed is 1.5, but it must be'],
  ])('shows what was typed wrongly: %o', (typed, sentence) => {
    expect(() => settingsOf({ ...TYPED, ...typed }, RECIPE)).toThrow(sentence);
  });
});
