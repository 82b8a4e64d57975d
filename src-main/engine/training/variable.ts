import { randomUUID } from 'node:crypto';
import type { Tensor } from '@tensorflow/tfjs-core';
import { floatType, native } from '../networks/native-ops';

/**
 * Numbers that the library keeps and changes in place; tensors of tfjs never change. What `read` gave stays as it was: the
 * library copies first where a reader is left.
 */
export class Variable {
  private readonly handle: Tensor;

  constructor(value: Tensor) {
    const backend = native();
    const { TF_ATTR_STRING: text, TF_ATTR_SHAPE: shape } = backend.binding;
    this.handle = backend.executeSingleOutput(
      'VarHandleOp',
      [
        floatType(backend, 'dtype'),
        { name: 'shape', type: shape, value: value.shape },
        { name: 'container', type: text, value: '' },
        { name: 'shared_name', type: text, value: randomUUID() },
      ],
      [],
    );
    this.assign(value);
  }

  /** The caller keeps `value`. */
  assign(value: Tensor): void {
    const backend = native();
    backend.executeMultipleOutputs(
      'AssignVariableOp',
      [floatType(backend, 'dtype')],
      [this.handle, value],
      0,
    );
  }

  read(): Tensor {
    const backend = native();
    return backend.executeSingleOutput('ReadVariableOp', [floatType(backend, 'dtype')], [this.handle]);
  }

  /**
   * One step of Adam in one pass: `moments` become the running means of `gradient` and of its square, and this variable
   * goes `rate * first / (sqrt(second) + epsilon)` down, corrected for the means' start at zero.
   * @param numbers beta1 and beta2 to the power of the step, rate, beta1, beta2, epsilon
   */
  stepAdam(moments: readonly [Variable, Variable], numbers: readonly Tensor[], gradient: Tensor): void {
    const backend = native();
    const yesOrNo = backend.binding.TF_ATTR_BOOL;
    backend.executeMultipleOutputs(
      'ResourceApplyAdam',
      [
        floatType(backend),
        { name: 'use_locking', type: yesOrNo, value: false },
        { name: 'use_nesterov', type: yesOrNo, value: false },
      ],
      [this.handle, ...moments.map(({ handle }) => handle), ...numbers, gradient],
      0,
    );
  }

  dispose(): void {
    const backend = native();
    const lenient = { name: 'ignore_lookup_error', type: backend.binding.TF_ATTR_BOOL, value: true };
    backend.executeMultipleOutputs('DestroyResourceOp', [lenient], [this.handle], 0);
    this.handle.dispose();
  }
}
