import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { classifiers, describeClassifiers } from '../../src-main/engine/classifiers/registry';
import { fileOf, fingerprintOf, planRuns } from './plan';

const plan = planRuns();

describe('the plan of the study', () => {
  it('has every network of the registry on both splits, each run once', () => {
    expect(new Set(plan.map(fileOf)).size).toBe(plan.length);
    for (const split of ['random', 'disjoint']) {
      const ids = plan.filter((run) => run.split === split).map(({ network }) => network);
      expect([...new Set(ids)].sort()).toEqual(
        classifiers()
          .map(({ id }) => id)
          .sort(),
      );
    }
  });

  it('trains with the recipe, and with as many seeds as are asked for', () => {
    for (const { network, settings, pixelsOf } of plan) {
      const [{ recipe }] = describeClassifiers({ ids: [network] });
      const { patch, components } = recipe;
      const { epochs, learningRate, batch } = 'epochs' in recipe ? recipe : {};
      expect(settings).toEqual(
        expect.objectContaining({ patch: pixelsOf ?? patch, components, training: 0.1, runs: 1 }),
      );
      expect([settings.epochs, settings.learningRate, settings.batch]).toEqual([epochs, learningRate, batch]);
    }
    const seeds = (id: string, wanted = {}) =>
      planRuns({ only: [id], splits: ['random'], ...wanted }).map(({ settings }) => settings.seed);
    expect(seeds('hybridsn-bn')).toEqual([0, 1, 2, 3, 4]);
    expect(seeds('cnn')).toEqual([0]);
    expect(seeds('cnn', { seeds: 2 })).toEqual([0, 1]);
  });

  it('holds every disjoint network against svm on the same pixels, seed by seed', () => {
    const disjoint = plan.filter(({ split }) => split === 'disjoint');
    const of = ({ settings: { patch, seed } }: (typeof plan)[number]) => `${patch}, seed ${seed}`;
    const there = disjoint.filter(({ network }) => network === 'svm').map(of);
    expect(new Set(there).size).toBe(there.length);
    expect(new Set(there)).toEqual(new Set(disjoint.map(of)));
    const run = disjoint.find(({ pixelsOf }) => pixelsOf === 11)!;
    expect(fileOf(run)).toBe('disjoint/svm-window-11-0.json');
    expect(run.command).toMatch(/--network svm .*--split disjoint --patch 11 --seed 0/);
    expect(planRuns({ only: ['cnn'], splits: ['disjoint'] })).toHaveLength(1);
  });

  it('begins with those of several seeds and goes on with the cheapest', () => {
    const random = plan.filter(({ split }) => split === 'random');
    expect(plan.slice(0, random.length)).toEqual(random);
    expect(random[0].network).toMatch(/^(svm|hybridsn)/);
    const others = random.filter(({ network }) => !/^(svm|hybridsn)/.test(network));
    expect(random.slice(-others.length)).toEqual(others);
    expect(others.map(({ cost }) => cost)).toEqual(others.map(({ cost }) => cost).sort((a, b) => a - b));
  });

  it('knows convolutional networks by their layers', () => {
    const convolutional = (id: string) => planRuns({ only: [id] })[0].convolutional;
    expect(['cnn', 'mobilenet-v2', 'hybridsn', 'googlenet'].map(convolutional)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(convolutional('fc')).toBe(false);
  });

  it('names an unknown network', () => {
    expect(() => planRuns({ only: ['cnn', 'perceptron'] })).toThrow('no network called "perceptron"');
  });
});

describe('the fingerprint of a run', () => {
  const [{ settings }] = planRuns({ only: ['cnn'] });
  const layer = {
    name: 'one',
    kind: 'Conv2D',
    outputShape: [3, 3, 8],
    parameters: 80,
    trainableParameters: 80,
    macs: 720,
    activations: 72,
  };
  const of = (changed: object = {}, method: object = {}, layers = [layer]) =>
    fingerprintOf({ ...settings, ...changed }, { weightDecay: 0.05, ...method }, layers);

  it('changes with settings, method and layers, and with nothing else', () => {
    const changed = [
      of({ epochs: 3 }),
      of({}, { weightDecay: 0.1 }),
      of({}, {}, [{ ...layer, parameters: 81 }]),
      of({}, {}, [layer, layer]),
    ];
    expect(new Set([of(), ...changed]).size).toBe(5);
    expect(of({}, {}, [{ ...layer, name: 'renamed' }])).toBe(of());
    expect(of({ experiment: { ...settings.experiment, dropout: 0.1 } })).not.toBe(of());
    expect(of({ experiment: USUAL_EXPERIMENT })).toBe(of({ experiment: undefined }));
  });
});
