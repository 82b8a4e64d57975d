import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { noMacs, noWeights, type Layer } from '../layer';
import { relu as nativeRelu, relu6 as nativeRelu6 } from '../native-ops';

/** @param keras what Keras calls it, where it knows it */
function pointwise(name: string, kind: string, compute: (x: Tensor) => Tensor, keras?: string): Layer {
  return {
    name,
    kind,
    reach: 0,
    outputShape: (input) => input,
    weights: noWeights,
    macs: noMacs,
    keras: () => (keras ? [{ name, className: 'Activation', config: { activation: keras } }] : undefined),
    apply: (x) => compute(x),
  };
}

/** Rectified linear unit: max(x, 0). */
export const relu = (): Layer => pointwise('relu', 'ReLU', nativeRelu, 'relu');

/** min(max(x, 0), 6) (Krizhevsky 2010); MobileNets use it for its range in few bits. */
export const relu6 = (): Layer => pointwise('relu6', 'ReLU6', nativeRelu6, 'relu6');

/** min(max(x + 3, 0), 6) / 6: a sigmoid of straight pieces (Howard et al. 2019, arXiv:1905.02244, section 5.2). */
export const hardSigmoid = (): Layer => pointwise('h-sigmoid', 'HardSigmoid', hSigmoid);

/** x times the hard sigmoid of x (the same section). */
export const hardSwish = (): Layer => pointwise('h-swish', 'HardSwish', (x) => tf.mul(x, hSigmoid(x)));

const hSigmoid = (x: Tensor): Tensor => tf.mul(nativeRelu6(tf.add(x, 3)), 1 / 6);

/** 1 / (1 + exp(-x)). */
export const sigmoid = (): Layer => pointwise('sigmoid', 'Sigmoid', tf.sigmoid, 'sigmoid');

/** amplitude * tanh(slope * x); LeCun et al. (1998, appendix A) take 1.7159 and 2/3. */
export const scaledTanh = (amplitude = 1.7159, slope = 2 / 3): Layer =>
  pointwise('tanh', 'Tanh', (x) => tf.mul(tf.tanh(tf.mul(x, slope)), amplitude));
