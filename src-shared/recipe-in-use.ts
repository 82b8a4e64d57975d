import { USUAL_EXPERIMENT, type Augmentation, type Labelling } from './experiment';
import type { Report } from './report';
import type { SplitKind } from './run';

type Way = Exclude<Labelling, 'recipe'>;

/**
 * How far windows are moved in training: as the recipe says where the experiment does not say otherwise. Only with a
 * random split: a disjoint one keeps training and test pixels just so far apart that no window of the one holds the other,
 * and what masks keep apart is not known.
 */
export function shiftOf({ shift = 0 }: { shift?: number }, asked: Augmentation, split?: SplitKind): number {
  return asked === 'recipe' && (split ?? 'random') === 'random' ? shift : 0;
}

/** How often a pixel is looked at to label it: as the experiment asks, else as the recipe says. */
export function labellingOf(recipe: { labelling: Way }, asked: Labelling): Way {
  return asked === 'recipe' ? recipe.labelling : asked;
}

/** What a run did with its windows besides cutting them out; nothing where it is of a classical method. */
export function windowsOf({ config, training }: Pick<Report, 'config' | 'training'>): {
  /** Most rows and columns by which those in training were moved. */
  shift: number;
  labelling: Way;
} {
  if (training.learnt) return { shift: 0, labelling: 'once' };
  const { augmentation, labelling } = { ...USUAL_EXPERIMENT, ...config.experiment };
  return {
    shift: shiftOf(training.recipe, augmentation, config.split),
    labelling: labellingOf(training.recipe, labelling),
  };
}
