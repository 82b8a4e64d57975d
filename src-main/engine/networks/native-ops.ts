/**
 * TensorFlow kernels that tfjs-core has no name for. tfjs composes these steps of several passes over the whole
 * picture; the library does each in one, and for large activations the passes are what takes the time.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

export interface Attribute {
  name: string;
  type: number;
  value: unknown;
}

type AttributeKind = 'TYPE' | 'FLOAT' | 'BOOL' | 'STRING' | 'SHAPE';

export interface NativeBackend {
  binding: Record<`TF_ATTR_${AttributeKind}` | 'TF_FLOAT', number>;
  executeSingleOutput(op: string, attributes: Attribute[], inputs: Tensor[]): Tensor;
  executeMultipleOutputs(op: string, attributes: Attribute[], inputs: Tensor[], outputs: number): Tensor[];
}

/** The library's backend; every tensor of a network lives there. */
export function native(): NativeBackend {
  return tf.backend() as unknown as NativeBackend;
}

/** The attribute that says what an operation's numbers are; most call it T. */
export function floatType(backend: NativeBackend, name = 'T'): Attribute {
  return { name, type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
}

function single(op: string, inputs: Tensor[]): Tensor {
  const backend = native();
  return backend.executeSingleOutput(op, [floatType(backend)], inputs);
}

/** x + bias over the last axis. */
export function addBias(x: Tensor, bias: Tensor): Tensor {
  const op = tf.customGrad((...inputs) => {
    const value = single('BiasAdd', inputs.slice(0, 2) as Tensor[]);
    return { value, gradFunc: (dy: Tensor) => [dy, single('BiasAddGrad', [dy])] };
  });
  return op(x, bias);
}

/** An activation and its gradient, which the library knows from the activation's own value. */
function activation(op: string): (x: Tensor) => Tensor {
  return (x) => {
    const compute = tf.customGrad((input, save) => {
      const value = single(op, [input as Tensor]);
      (save as tf.GradSaveFunc)([value]);
      return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => single(`${op}Grad`, [dy, saved[0]]) };
    });
    return compute(x);
  };
}

/** max(x, 0). */
export const relu = activation('Relu');

/** min(max(x, 0), 6). */
export const relu6 = activation('Relu6');

export interface NormalizedBatch {
  value: Tensor;
  /** Mean and (unbiased) variance of every channel over the batch and the picture. */
  mean: Tensor;
  variance: Tensor;
}

function normalizationAttributes(backend: NativeBackend, epsilon: number): Attribute[] {
  return [
    floatType(backend),
    floatType(backend, 'U'),
    { name: 'epsilon', type: backend.binding.TF_ATTR_FLOAT, value: epsilon },
    { name: 'is_training', type: backend.binding.TF_ATTR_BOOL, value: true },
  ];
}

/** Value, mean, variance and what the gradient needs; not part of any gradient by itself. */
function fusedNormalization(x: Tensor, scale: Tensor, offset: Tensor, epsilon: number): Tensor[] {
  const backend = native();
  const unused = tf.tensor1d([]);
  return backend.executeMultipleOutputs(
    'FusedBatchNormV3',
    normalizationAttributes(backend, epsilon),
    [x, scale, offset, unused, unused],
    6,
  );
}

/** Mean and variance of every channel of a 4-D tensor, those that it is normalised by: numbers, without a gradient. */
export function channelStatistics(x: tf.Tensor4D): { mean: Float32Array; variance: Float32Array } {
  return tf.tidy(() => {
    const channels = [x.shape[3]];
    const [, mean, variance] = fusedNormalization(x, tf.ones(channels), tf.zeros(channels), 0);
    const values = x.size / x.shape[3];
    const biased = (variance.dataSync() as Float32Array).map((value) => (value * (values - 1)) / values);
    return { mean: mean.dataSync() as Float32Array, variance: biased };
  });
}

/**
 * Batch normalisation of a 4-D tensor by its own statistics (Ioffe and Szegedy 2015, algorithm 1):
 * scale * (x - mean) / sqrt(variance + epsilon) + offset, channels last.
 */
export function normalizeBatch(
  x: tf.Tensor4D,
  scale: Tensor,
  offset: Tensor,
  epsilon: number,
): NormalizedBatch {
  const statistics: Tensor[] = [];
  const op = tf.customGrad((input, gamma, beta, save) => {
    const backend = native();
    const attributes = normalizationAttributes(backend, epsilon);
    const outputs = fusedNormalization(input as Tensor, gamma as Tensor, beta as Tensor, epsilon);
    const [value, mean, variance, reserve1, reserve2, reserve3] = outputs;
    statistics.push(tf.keep(mean), tf.keep(variance));
    (save as tf.GradSaveFunc)([input as Tensor, gamma as Tensor, reserve1, reserve2, reserve3]);
    const gradFunc = (dy: Tensor, saved: Tensor[]) =>
      backend.executeMultipleOutputs('FusedBatchNormGradV3', attributes, [dy, ...saved], 5).slice(0, 3);
    return { value, gradFunc };
  });
  const value = op(x, scale, offset);
  return { value, mean: statistics[0], variance: statistics[1] };
}
