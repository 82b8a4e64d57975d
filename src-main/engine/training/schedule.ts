import type { TrainingMethod } from '../networks/spec';

/** Share of all updates after which `cosine-then-constant` stands still, and `keep: 'mean'` begins to average. */
const SETTLED = 0.6;

/** Whether the update numbered `update` (from 0) of `updates` is one of those whose weights are averaged. */
export function isAveraged(update: number, updates: number): boolean {
  return update >= SETTLED * updates;
}

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
      return halfCosine(initial, update / updates);
    case 'cosine-then-constant':
      return halfCosine(initial, Math.min(SETTLED, update / updates));
  }
}

function halfCosine(initial: number, done: number): number {
  return 0.5 * initial * (1 + Math.cos(Math.PI * done));
}
