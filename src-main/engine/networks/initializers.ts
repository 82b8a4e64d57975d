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
  /** Inputs of one output and outputs of one input, where not those of a plain kernel of this shape. */
  fans?: { fanIn: number; fanOut: number };
  /** False for running statistics: they follow the data, not the gradient. */
  trainable: boolean;
}

/** Fan-in and fan-out as Glorot and Bengio (2010) and Keras count them: receptive field times channels. */
function fansOf({ shape, fans }: WeightSpec): { fanIn: number; fanOut: number } {
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
    for (let at = start; at < stop; at++) values[at] = draw();
    onDrawn?.(stop - start);
  }
  return values;
}

function drawing(spec: WeightSpec, random: Random): () => number {
  const { initializer } = spec;
  const uniform = (limit: number) => () => (2 * random.next() - 1) * limit;
  const normal = (deviation: number) => () => random.normal() * deviation;
  if (typeof initializer === 'object') {
    switch (initializer.kind) {
      case 'constant':
        return () => initializer.value;
      case 'normal':
        return normal(initializer.deviation);
      case 'truncated-normal':
        return () => truncatedNormal(random) * initializer.deviation;
      case 'uniform-by-fan-in':
        return uniform(initializer.limit / fansOf(spec).fanIn);
    }
  }
  switch (initializer) {
    case 'zeros':
      return () => 0;
    case 'ones':
      return () => 1;
    case 'signs':
      return () => (random.next() < 0.5 ? -1 : 1);
    case 'glorot-uniform': {
      const { fanIn, fanOut } = fansOf(spec);
      return uniform(Math.sqrt(6 / (fanIn + fanOut)));
    }
    case 'he-normal':
      return normal(Math.sqrt(2 / fansOf(spec).fanIn));
    case 'he-normal-fan-out':
      return normal(Math.sqrt(2 / fansOf(spec).fanOut));
  }
}

function truncatedNormal(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}
