import type { TrainingMethod } from '../networks/spec';

/** Learning rate of the update numbered `update` (from 0) of `updates`. */
export function learningRateAt(
  schedule: TrainingMethod['schedule'],
  initial: number,
  update: number,
  updates: number,
): number {
  switch (schedule) {
    case 'constant':
      return initial;
    case 'inverse-time':
      return initial / (1 + 1e-6 * update);
    case 'cosine':
      return 0.5 * initial * (1 + Math.cos((Math.PI * update) / updates));
  }
}
