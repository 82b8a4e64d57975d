import { CachedRows, squaredDistance, type KernelRows } from './kernel';
import type { KernelSource } from './pairs';

/** The kernel between all samples, kept: samples x samples. */
export class WholeKernel implements KernelSource {
  constructor(
    readonly values: Float32Array,
    readonly count: number,
  ) {}

  rows(samples: Int32Array): KernelRows {
    return new CachedRows(samples.length, (index, row) => {
      const start = samples[index] * this.count;
      for (let at = 0; at < row.length; at++) row[at] = this.values[start + samples[at]];
    });
  }
}

/** The kernel computed as it is asked for, where that between all samples would be too large to keep. */
export class ComputedKernel implements KernelSource {
  constructor(
    private readonly points: Float64Array,
    private readonly features: number,
    private readonly gamma: number,
  ) {}

  rows(samples: Int32Array): KernelRows {
    const { points, features, gamma } = this;
    return new CachedRows(samples.length, (index, row) => {
      const start = samples[index] * features;
      for (let at = 0; at < row.length; at++) {
        const squares = squaredDistance(points, start, points, samples[at] * features, features);
        row[at] = Math.exp(-gamma * squares);
      }
    });
  }
}
