import type { BandStatistics } from '@shared/scene';

/** How the values of a band become brightness. */
export type StretchKind = 'percentile' | 'full' | 'deviation';
export const STRETCH_KINDS: readonly StretchKind[] = ['percentile', 'full', 'deviation'];

/** Values at `low` and below are black, at `high` and above white. */
export interface StretchRange {
  low: number;
  high: number;
}

/** The range of a stretch: 2nd to 98th percentile, minimum to maximum, or mean ± 2 standard deviations. */
export function stretchRange(statistics: BandStatistics, kind: StretchKind): StretchRange {
  const { minimum, maximum, mean, standardDeviation, percentile2, percentile98 } = statistics;
  switch (kind) {
    case 'percentile':
      return { low: percentile2, high: percentile98 };
    case 'full':
      return { low: minimum, high: maximum };
    case 'deviation':
      return {
        low: Math.max(minimum, mean - 2 * standardDeviation),
        high: Math.min(maximum, mean + 2 * standardDeviation),
      };
  }
}

/** Brightness 0..255 of one value; mid-grey everywhere in a band whose range is empty. */
export function brightness(value: number, { low, high }: StretchRange): number {
  if (!(high > low)) return 128;
  const scaled = ((value - low) / (high - low)) * 255;
  return scaled <= 0 ? 0 : scaled >= 255 ? 255 : Math.round(scaled);
}
