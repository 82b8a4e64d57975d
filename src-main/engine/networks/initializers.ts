import type { Random } from '../samples/random';
import { sizeOf } from './shape';

/** The distribution that a weight is drawn from before the first update, as its paper states it. */
export type Initializer =
  | 'zeros'
  | 'ones'
  /** +1 or -1, as likely. */
  | 'signs'
  /** Uniform in +-sqrt(6 / (fan-in + fan-out)): Glorot and Bengio 2010. */
  | 'glorot-uniform'
  /** Normal with variance 2 / fan-in: He et al. 2015, arXiv:1502.01852, equation 10. */
  | 'he-normal'
  /** Normal with variance 2 / fan-out: the same, equation 14. */
  | 'he-normal-fan-out'
  /** Uniform in +-1 / sqrt(fan-in): what PyTorch draws where a program does not say. */
  | 'torch-uniform'
  | { kind: 'constant'; value: number }
  /** Standard deviation about zero. */
  | { kind: 'normal'; deviation: number }
  /** Normal, drawn again beyond two standard deviations. */
  | { kind: 'truncated-normal'; deviation: number }
  /** Uniform in +-limit / fan-in: LeCun et al. 1998, appendix A, has a limit of 2.4. */
  | { kind: 'uniform-by-fan-in'; limit: number };

export interface WeightSpec {
  name: string;
  shape: number[];
  initializer: Initializer;
  /**
   * Inputs of one output and outputs of one input, where not those of a plain kernel of this shape; several inputs where
   * the positions of the last axis belong to outputs with different numbers of them.
   */
  fans?: { fanIn: number | readonly number[]; fanOut: number };
  /** False for running statistics: they follow the data, not the gradient. */
  trainable: boolean;
}

/** Fan-in and fan-out as Glorot and Bengio (2010) and Keras count them: receptive field times channels. */
function fansOf({ shape, fans }: WeightSpec): NonNullable<WeightSpec['fans']> {
  if (fans) return fans;
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: field * shape[shape.length - 2], fanOut: field * shape[shape.length - 1] };
}

/** Numbers that are drawn in some milliseconds. */
const AT_ONCE = 1 << 18;

/**
 * Values of one weight, row-major; the same numbers from the same state of `random`.
 * @param onDrawn told a few times a second how many more there are; a fully connected layer may have a hundred million
 */
export function initialValues(
  spec: WeightSpec,
  random: Random,
  onDrawn?: (count: number) => void,
): Float32Array {
  const draw = drawing(spec, random);
  const values = new Float32Array(sizeOf(spec.shape));
  for (let start = 0; start < values.length; start += AT_ONCE) {
    const stop = Math.min(values.length, start + AT_ONCE);
    for (let at = start; at < stop; at++) values[at] = draw(at);
    onDrawn?.(stop - start);
  }
  return values;
}

/** Draws the value at a position. */
function drawing(spec: WeightSpec, random: Random): (at: number) => number {
  const { initializer } = spec;
  const uniform = (limit: (at: number) => number) => (at: number) => (2 * random.next() - 1) * limit(at);
  const normal = (deviation: (at: number) => number) => (at: number) => random.normal() * deviation(at);
  const { fanIn, fanOut } = fansOf(spec);
  const fanInAt = typeof fanIn === 'number' ? () => fanIn : (at: number) => fanIn[at % fanIn.length];
  if (typeof initializer === 'object') {
    switch (initializer.kind) {
      case 'constant':
        return () => initializer.value;
      case 'normal':
        return normal(() => initializer.deviation);
      case 'truncated-normal':
        return () => truncatedNormal(random) * initializer.deviation;
      case 'uniform-by-fan-in':
        return uniform((at) => initializer.limit / fanInAt(at));
    }
  }
  switch (initializer) {
    case 'zeros':
      return () => 0;
    case 'ones':
      return () => 1;
    case 'signs':
      return () => (random.next() < 0.5 ? -1 : 1);
    case 'glorot-uniform':
      return uniform((at) => Math.sqrt(6 / (fanInAt(at) + fanOut)));
    case 'he-normal':
      return normal((at) => Math.sqrt(2 / fanInAt(at)));
    case 'he-normal-fan-out':
      return normal(() => Math.sqrt(2 / fanOut));
    case 'torch-uniform':
      return uniform((at) => 1 / Math.sqrt(fanInAt(at)));
  }
}

function truncatedNormal(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}
