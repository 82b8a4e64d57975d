import type { ClassicalTraining } from '@shared/report';
import {
  ArraysByName,
  type ClassicalMethod,
  type FittedMethod,
  type Samples,
  type StoredArray,
} from '../classical/method';
import { listOptions, resolveOptions } from '../networks/options';
import { predictPixels } from '../prediction/predict-pixels';
import { checkApplies } from './applies';
import type { Built, Classifier, ClassifierSpec, Learnt, LearningJob } from './classifier';

/** A classical method's place among all that can be trained. */
export function classicalClassifier(method: ClassicalMethod): ClassifierSpec {
  const { id, title, paper, deviations, options, recipe, random, facts } = method;
  return {
    ...{ id, title, options },
    describe: ({ options: asked }) => ({
      kind: 'classical',
      ...{ id, title, paper, deviations, recipe, random, facts },
      options: listOptions(options),
      chosen: resolveOptions(method, asked),
    }),
    settle: (settings) => {
      checkApplies(method, settings);
      return { ...settings, options: resolveOptions(method, settings.options) };
    },
    build: (built) => new PixelClassifier(method, built),
  };
}

class PixelClassifier implements Classifier {
  readonly id: string;
  readonly title: string;
  readonly effort;
  readonly input: Built['input'];
  readonly classes: number;
  readonly options: Built['options'];

  constructor(
    private readonly method: ClassicalMethod,
    { input: [, , channels], classes, options }: Built,
  ) {
    this.id = method.id;
    this.title = method.title;
    this.effort = method.effort;
    this.input = [1, 1, channels];
    this.classes = classes;
    this.options = options;
  }

  async learn({ picture, labelled, seeds, ...job }: LearningJob): Promise<{
    learnt: Learnt;
    training: ClassicalTraining;
  }> {
    const { pixels, targets } = labelled;
    const features = picture.channels;
    const values = new Float32Array(pixels.length * features);
    await Promise.all(
      Array.from(pixels, (pixel, index) => {
        const [row, column] = [Math.floor(pixel / picture.columns), pixel % picture.columns];
        const to = { values, at: index * features, stride: features };
        return picture.read({ row, column, rows: 1, columns: 1 }, to, job.signal);
      }),
    );
    const samples: Samples = { values, features, targets, classes: this.classes };
    const { stop, signal, onStep, onBeat } = job;
    const asked = { samples, seed: seeds.order, onStep, onBeat, stop, signal };
    const { fitted, stopped } = await this.method.fit(asked, this.options as never);
    return { learnt: this.learntOf(fitted), training: { stopped, learnt: fitted.learnt } };
  }

  restore(arrays: readonly StoredArray[]): Learnt {
    const form = { features: this.input[2], classes: this.classes };
    return this.learntOf(this.method.restore(new ArraysByName(arrays), form, this.options as never));
  }

  private learntOf(fitted: FittedMethod): Learnt {
    const { parameters, macs } = fitted;
    return {
      ...{ parameters, macs },
      predict: (picture, options) => predictPixels(fitted, this, picture, options),
      arrays: () => fitted.arrays(),
      dispose: () => undefined,
    };
  }
}
