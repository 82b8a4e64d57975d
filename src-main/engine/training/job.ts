import type { Tensor } from '@tensorflow/tfjs-core';
import type { KeptBy } from '@shared/report';
import type { EpochRecord, NetworkSettings } from '@shared/training';
import type { Network } from '../networks/network';
import type { Picture } from '../preprocessing/picture';
import type { LabelledPixels } from './batches';
import type { Execution } from '../networks/execution';

export interface TrainingJob {
  network: Network;
  picture: Picture;
  labelled: LabelledPixels;
  /** Held back to choose the weights and the end of training by; none where left out. */
  validation?: LabelledPixels;
  settings: NetworkSettings;
  /** In place of `settings.seed`: for the first weights, and for order, dropout and augmentation. */
  seeds?: { weights: number; order: number };
  /** After every update: how much of the whole training is done, and the epoch it is in (1-based). */
  onStep?: (fraction: number, epoch: number) => void;
  /** The same a few times a second within an update that takes long, and through validation and calibration. */
  onBeat?: (fraction: number, epoch: number) => void;
  onEpoch?: (record: Omit<EpochRecord, 'run'>) => void;
  /** Ends training after the current update and keeps what was learnt. */
  stop?: AbortSignal;
  /** Ends training with `CancelledError`. */
  signal?: AbortSignal;
}

export interface TrainedNetwork {
  /** In `network.weights` order; the caller disposes of them. */
  weights: Tensor[];
  history: Omit<EpochRecord, 'run'>[];
  /** 1-based epoch whose weights these are, or the last of those whose mean they are; 0 where training was stopped before its first update. */
  keptEpoch: number;
  /** `last` where training was stopped before there was anything to take the mean of. */
  keptBy: KeptBy;
  stopped: boolean;
  /** Ended by itself, because validation came out no better for a while. */
  stoppedEarly: boolean;
  execution: Execution['kind'];
}
