import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Experiment } from '@shared/experiment';
import { shiftOf } from '@shared/recipe-in-use';
import { InvalidSettingsError, throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import type { Execution } from '../networks/execution';
import type { Renormalization } from '../networks/layer';
import { PaddedScene } from '../networks/padded-scene';
import { initialWeights, replaceWeight } from '../networks/weights';
import { experimentOf } from '../samples/experiment-settings';
import { createRandom } from '../samples/random';
import { Adam } from './adam';
import { Advance } from './advance';
import { drawSymmetry, shiftedPixels } from './augmentation';
import { batchesOf, splitByTile, tilesOf, type LabelledPixels, type TileBatch } from './batches';
import { calibrateStatistics, hasRunningStatistics } from './calibrate';
import { chooseExecution } from './choose-execution';
import { classWeights, weightOf } from './class-weights';
import type { TrainedNetwork, TrainingJob } from './job';
import { hasUnlikeParts, renormalizationAt } from './renormalization';
import { learningRateAt } from './schedule';
import { keptBy, Selection } from './selection';
import { batchGradients, trainablePositions, type StepResult } from './step';
import { measure } from './validate';

/**
 * Trains a network from random weights on the labelled pixels. The same job gives the same weights, bit for bit, on
 * one machine and library version.
 * @throws InvalidSettingsError where the loss stops being a number
 * @throws CancelledError when `signal` is aborted
 */
export async function trainNetwork(job: TrainingJob): Promise<TrainedNetwork> {
  const trainer = new Trainer(job);
  try {
    return await trainer.run();
  } finally {
    trainer.dispose();
  }
}

class Trainer {
  private readonly execution: Execution;
  private readonly scene: PaddedScene;
  private readonly grid;
  private adam: Adam | undefined;
  private readonly trainable: number[];
  private readonly updates: number;
  private readonly order: Int32Array;
  private readonly random;
  private weights: Tensor[];
  private readonly selection: Selection;
  private readonly experiment: Experiment;
  private readonly classWeights: Float32Array;
  private readonly advance: Advance;
  private update = 0;

  constructor(private readonly job: TrainingJob) {
    const { network, picture, labelled, settings } = job;
    this.experiment = experimentOf(settings);
    const batch = Math.min(settings.batch, labelled.pixels.length);
    this.execution = chooseExecution(job, batch);
    this.scene = new PaddedScene(picture, (network.input[0] - 1) / 2, job.signal);
    this.grid = tilesOf(this.execution, picture);
    this.trainable = trainablePositions(network);
    const updatesPerEpoch = Math.ceil(labelled.pixels.length / settings.batch);
    this.updates = settings.epochs * updatesPerEpoch;
    this.advance = new Advance(job, updatesPerEpoch);
    this.classWeights = classWeights(labelled.targets, network.classes, network.spec.method.leastPixels ?? 0);
    this.order = Int32Array.from(labelled.pixels.keys());
    const { weights = settings.seed, order = settings.seed } = job.seeds ?? {};
    const stream = (name: string) => createRandom(order, name);
    this.random = {
      order: stream('order'),
      dropout: stream('dropout'),
      augmentation: stream('augmentation'),
      shift: stream('shift'),
      noise: stream('noise'),
    };
    const { keep, patience } = this.experiment;
    const validates = job.validation !== undefined;
    this.selection = new Selection(keptBy(keep, network.spec.method.keep, validates), patience);
    this.weights = initialWeights(network, createRandom(weights, 'weights'), (share) =>
      this.advance.drawing(share),
    );
  }

  async run(): Promise<TrainedNetwork> {
    const { settings, stop } = this.job;
    const history: TrainedNetwork['history'] = [];
    await this.advance.preparation(() => this.prepareAdam());
    for (let epoch = 1; epoch <= settings.epochs && !stop?.aborted; epoch++) {
      const trained = await this.epoch(epoch);
      if (!trained) break;
      const record = await this.validated(trained);
      history.push(record);
      this.job.onEpoch?.(record);
      this.selection.consider(record, this.weights);
      if (this.selection.exhausted) break;
    }
    const last = this.update === 0 ? 0 : Math.max(1, history.length);
    const kept = this.selection.keepIn(this.weights, this.trainable, last);
    if (hasRunningStatistics(this.job.network) && this.update > 0)
      await this.advance.calibration(() => this.calibrate());
    const weights = this.weights;
    this.weights = [];
    const unfinished = history.length < settings.epochs;
    const { exhausted } = this.selection;
    return {
      weights,
      history,
      keptEpoch: kept.epoch,
      keptBy: kept.by,
      stopped: unfinished && !exhausted,
      stoppedEarly: unfinished && exhausted,
      execution: this.execution.kind,
    };
  }

  dispose(): void {
    this.adam?.dispose();
    this.scene.dispose();
    this.selection.dispose();
    tf.dispose(this.weights);
  }

  private prepareAdam(): void {
    const { weightDecay } = this.job.network.spec.method;
    this.adam = new Adam(
      this.trainable.map((position) => this.weights[position]),
      weightDecay,
    );
  }

  /** One pass over the labelled pixels; undefined where it was stopped on the way. */
  private async epoch(epoch: number): Promise<TrainedNetwork['history'][number] | undefined> {
    const { labelled, settings, stop, signal } = this.job;
    const started = Date.now();
    if (this.experiment.shuffle) this.random.order.shuffle(this.order);
    let loss = 0;
    let correct = 0;
    let learningRate = settings.learningRate;
    let index = 0;
    for (const batch of batchesOf(this.order, settings.batch)) {
      await nextTurn();
      throwIfCancelled(signal);
      if (stop?.aborted) return undefined;
      learningRate = learningRateAt(
        this.job.network.spec.method.schedule,
        settings.learningRate,
        this.update,
        this.updates,
      );
      const step = await this.advance.update(epoch, index++, () => this.step(batch, learningRate));
      loss += step.loss;
      correct += step.correct;
      if (!Number.isFinite(step.loss)) throw diverged(epoch, settings.learningRate);
    }
    const samples = labelled.pixels.length;
    const weight = weightOf(labelled.targets, this.classWeights);
    const seconds = (Date.now() - started) / 1000;
    return { epoch, loss: loss / weight, accuracy: correct / samples, learningRate, seconds };
  }

  private async step(batch: Int32Array, learningRate: number): Promise<StepResult> {
    const { network, labelled, picture, settings } = this.job;
    const { augmentation: recipe, labelSmoothing } = network.spec.method;
    const { augmentation, spectralNoise: deviation, dropout } = this.experiment;
    const { random } = this;
    const reach = shiftOf(network.spec.method, augmentation, settings.split);
    const seen = shiftedPixels(labelled, picture, reach, () => random.shift.next());
    const result = await batchGradients(this.parts(batch, seen), {
      network,
      execution: this.execution,
      scene: this.scene,
      weights: this.weights,
      classWeights: this.classWeights,
      batchWeight: weightOf(
        batch.map((sample) => labelled.targets[sample]),
        this.classWeights,
      ),
      symmetry: drawSymmetry(augmentation, recipe, () => random.augmentation.next()),
      labelSmoothing,
      random: () => random.dropout.next(),
      dropoutRate: dropout ?? undefined,
      renormalization: this.renormalization,
      noise: deviation > 0 ? { deviation, random: () => random.noise.next() } : undefined,
    });
    const old = this.trainable.map((position) => this.weights[position]);
    const next = this.adam!.update(old, result.gradients, learningRate);
    this.trainable.forEach((position, index) => (this.weights[position] = next[index]));
    result.updates.forEach((value, position) => replaceWeight(this.weights, position, value));
    this.selection.made(next, this.update, this.updates);
    this.update += 1;
    return result;
  }

  private parts(batch: Int32Array, of: LabelledPixels): TileBatch[] {
    return splitByTile(batch, of, this.grid, this.job.picture.columns, this.execution);
  }

  private get renormalization(): Renormalization | undefined {
    if (!hasUnlikeParts(this.execution, this.job.network, this.grid)) return undefined;
    return renormalizationAt(this.update / this.updates);
  }

  /** All of them, in an order that does not change from epoch to epoch. */
  private everything(of: LabelledPixels): TileBatch[] {
    return this.parts(Int32Array.from(of.pixels.keys()), of);
  }

  /** Measuring draws no random number: training goes on as it would without. */
  private async validated(
    record: TrainedNetwork['history'][number],
  ): Promise<TrainedNetwork['history'][number]> {
    const { validation, labelled } = this.job;
    if (!validation) return record;
    const [held, trained] = [this.everything(validation), this.everything(labelled)];
    const looked = await this.advance.validation(() =>
      measure(held, trained, this.weights, this.measuring()),
    );
    return { ...record, validation: looked };
  }

  private async calibrate(): Promise<void> {
    await calibrateStatistics(this.everything(this.job.labelled), this.weights, this.measuring());
  }

  private measuring() {
    const { execution, scene, renormalization } = this;
    return { network: this.job.network, execution, scene, renormalization };
  }
}

function diverged(epoch: number, learningRate: number): InvalidSettingsError {
  return new InvalidSettingsError(
    'training-diverged',
    `Training diverged in epoch ${epoch}: the loss is no longer a number; try a learning rate below ${learningRate}.`,
    { epoch, learningRate },
  );
}
