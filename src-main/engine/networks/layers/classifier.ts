import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu } from './activations';
import { dense, flatten } from './dense';
import { dropout } from './pointwise';

interface ClassifierOptions {
  initializer?: Initializer;
  /** Of the hidden layers. */
  biasInitializer?: Initializer;
}

/** Two hidden layers with dropout in front of the classes, as AlexNet, ZFNet and VGG end. */
export function hiddenClassifier(
  units: number,
  classes: number,
  { initializer, biasInitializer }: ClassifierOptions = {},
): Layer[] {
  const hidden = (number: number): Layer[] => [
    dense(`fc${number}`, units, { initializer, biasInitializer }),
    relu(),
    dropout(`dropout-${number}`, 0.5),
  ];
  return [flatten(), ...hidden(6), ...hidden(7), dense('classes', classes, { initializer })];
}
