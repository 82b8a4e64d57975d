import { STEP_EXPERIMENT, STEP_SETTINGS, variedByClassical } from '@shared/classical-settings';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import type { ClassicalMethod } from '../classical/method';
import { InvalidSettingsError } from '../errors';
import { experimentOf } from '../samples/experiment-settings';

/** As they are called in a sentence. */
const NAMES: Record<(typeof STEP_SETTINGS)[number] | (typeof STEP_EXPERIMENT)[number], string> = {
  epochs: 'number of epochs',
  learningRate: 'learning rate',
  batch: 'batch size',
  execution: 'kind of execution',
  validation: 'validation share',
  patience: 'patience',
  keep: 'choice of kept weights',
  weightSeed: 'seed of first weights',
  augmentation: 'augmentation',
  spectralNoise: 'spectral noise',
  dropout: 'dropout rate',
  shuffle: 'order of training pixels',
  pixelShuffle: 'window of pixels to shuffle',
  labelling: 'way of labelling',
};

/** What asks for nothing. */
const USUAL = { epochs: undefined, learningRate: undefined, batch: undefined, execution: 'auto' } as const;

/**
 * A classical method has one pixel before it and takes no steps: what belongs to windows or steps is refused, not
 * passed over.
 * @throws InvalidSettingsError `setting-not-for-method`, `vary-not-for-method`, `window-not-for-method`
 */
export function checkApplies(method: ClassicalMethod, settings: TrainingSettings): void {
  const experiment = experimentOf(settings);
  const asked = [
    ...STEP_SETTINGS.filter((field) => settings[field] !== USUAL[field]),
    ...STEP_EXPERIMENT.filter((field) => experiment[field] !== USUAL_EXPERIMENT[field]),
  ];
  if (asked.length > 0) throw notForMethod(method, NAMES[asked[0]], asked[0]);
  const hasOrder = method.random || experiment.orderSeed === null;
  if (!hasOrder) throw notForMethod(method, 'order that a seed decides', 'orderSeed');
  checkVaried(method, experiment.vary);
  checkWindow(method, settings);
}

function notForMethod({ title }: ClassicalMethod, name: string, setting: string): InvalidSettingsError {
  return new InvalidSettingsError(
    'setting-not-for-method',
    `${title} has no ${name}, as networks that learn in steps have: leave it out.`,
    { method: title, setting },
  );
}

function checkVaried({ title, random }: ClassicalMethod, vary: string): void {
  const known = variedByClassical(random);
  if (known.some((each) => each === vary)) return;
  throw new InvalidSettingsError(
    'vary-not-for-method',
    `${title} has no first weights${random ? '' : ' and no order'}, so only ${known.join(', ')} can vary, not ${vary}.`,
    { method: title, vary, known: known.join(', ') },
  );
}

/** A disjoint split may be that of a network with a larger window. */
function checkWindow({ title }: ClassicalMethod, { patch, split }: TrainingSettings): void {
  if (patch === 1 || split === 'disjoint') return;
  throw new InvalidSettingsError(
    'window-not-for-method',
    `${title} looks at one pixel and has no window of ${patch}: leave it out, or split disjointly, where a window is how ` +
      'far apart training and test pixels lie.',
    { method: title, patch },
  );
}
