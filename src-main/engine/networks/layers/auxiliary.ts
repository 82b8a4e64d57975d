import type { Layer } from '../layer';
import { sequence } from './composite';

/**
 * A classifier beside the network (Szegedy et al. 2015, section 5): hands its input on, and while training its own
 * logits join the loss with a weight. Prediction does without it.
 */
export function auxiliary(name: string, weight: number, classifier: readonly Layer[]): Layer {
  const beside = sequence(name, classifier, `Auxiliary, loss x ${weight}`);
  return {
    ...beside,
    reach: undefined,
    // Keras would put it in front of what follows.
    keras: undefined,
    outputShape: (input) => input,
    apply: (x, weights, context) => {
      if (context.auxiliary) context.auxiliary(beside.apply(x, weights, context), weight);
      return x;
    },
  };
}
