import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Experiment } from '@shared/experiment';
import type { KeptBy } from '@shared/report';
import type { EpochRecord } from '@shared/training';
import type { TrainingMethod } from '../networks/spec';

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

/** Remembers the best epoch's weights and says when waiting for a better one has lasted long enough. */
export class Selection {
  private kept: { weights: Tensor[]; record: Measured } | undefined;
  private bestValidation: Measured | undefined;
  private waited = 0;

  constructor(
    readonly by: KeptBy,
    private readonly patience: number,
  ) {}

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

  /** The best epoch with its weights, which are then the caller's; undefined where the last ones are to be used. */
  take(): { weights: Tensor[]; epoch: number } | undefined {
    const { kept } = this;
    this.kept = undefined;
    return kept && { weights: kept.weights, epoch: kept.record.epoch };
  }

  dispose(): void {
    tf.dispose(this.kept?.weights ?? []);
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
