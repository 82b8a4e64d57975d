import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Experiment } from '@shared/experiment';
import type { KeptBy } from '@shared/report';
import type { EpochRecord } from '@shared/training';
import type { TrainingMethod } from '../networks/spec';
import { replaceWeight } from '../networks/weights';
import { MeanWeights } from './mean-weights';
import { isAveraged } from './schedule';

type Measured = Omit<EpochRecord, 'run'>;

/**
 * What chooses the weights: the pixels held back where there are such and the last are not asked for, else as the
 * experiment or the network's recipe says.
 */
export function keptBy(keep: Experiment['keep'], recipe: TrainingMethod['keep'], validates: boolean): KeptBy {
  if (keep === 'last') return 'last';
  if (validates) return 'validation';
  return keep === 'best' ? 'lowest-training-loss' : recipe;
}

/** Remembers the weights to keep, and says when waiting for a better epoch has lasted long enough. */
export class Selection {
  private readonly mean = new MeanWeights();
  private kept: { weights: Tensor[]; record: Measured } | undefined;
  private bestValidation: Measured | undefined;
  private waited = 0;

  constructor(
    readonly by: KeptBy,
    private readonly patience: number,
  ) {}

  /**
   * After every update.
   * @param made the trainable weights that it made; they stay the caller's
   * @param update counted from 0, of `updates`
   */
  made(made: readonly Tensor[], update: number, updates: number): void {
    if (this.by === 'mean' && isAveraged(update, updates)) this.mean.add(made);
  }

  /** After every epoch. Clones share the library's memory until one of them is replaced. */
  consider(record: Measured, weights: readonly Tensor[]): void {
    if (record.validation) {
      const better = !this.bestValidation || validatesBetter(record, this.bestValidation);
      if (better) this.bestValidation = record;
      this.waited = better ? 0 : this.waited + 1;
    }
    if (this.by === 'last' || this.by === 'mean' || (this.kept && !this.isBetter(record, this.kept.record)))
      return;
    tf.dispose(this.kept?.weights ?? []);
    this.kept = { weights: weights.map((weight) => tf.clone(weight)), record };
  }

  /** Whether so many epochs in a row were no better on the validation pixels that training should end. */
  get exhausted(): boolean {
    return this.patience > 0 && this.waited >= this.patience;
  }

  /**
   * Puts the kept weights in place of the last ones, which are disposed of.
   * @param weights of the network, the last ones; changed in place
   * @param trainable positions in it
   * @param last epoch that training came to
   * @returns the epoch whose weights these are, or the last of those whose mean they are, and what chose them: `last`
   *   where training ended before there was anything to take the mean of
   */
  keepIn(weights: Tensor[], trainable: readonly number[], last: number): { epoch: number; by: KeptBy } {
    const { kept, by } = this;
    this.kept = undefined;
    if (kept) {
      kept.weights.forEach((weight, position) => replaceWeight(weights, position, weight));
      return { epoch: kept.record.epoch, by };
    }
    const mean = this.mean.take();
    mean?.forEach((weight, index) => replaceWeight(weights, trainable[index], weight));
    return { epoch: last, by: by === 'mean' && !mean ? 'last' : by };
  }

  dispose(): void {
    tf.dispose(this.kept?.weights ?? []);
    this.mean.dispose();
  }

  private isBetter(record: Measured, kept: Measured): boolean {
    return this.by === 'validation' ? validatesBetter(record, kept) : record.loss < kept.loss;
  }
}

/** More validation pixels right; of as many, a lower loss, as a few pixels are soon all right. */
function validatesBetter({ validation: one }: Measured, { validation: other }: Measured): boolean {
  if (!one || !other) return one !== undefined;
  return one.accuracy > other.accuracy || (one.accuracy === other.accuracy && one.loss < other.loss);
}
