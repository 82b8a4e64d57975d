const SALINAS = [
  'Brocoli_green_weeds_1',
  'Brocoli_green_weeds_2',
  'Fallow',
  'Fallow_rough_plow',
  'Fallow_smooth',
  'Stubble',
  'Celery',
  'Grapes_untrained',
  'Soil_vinyard_develop',
  'Corn_senesced_green_weeds',
  'Lettuce_romaine_4wk',
  'Lettuce_romaine_5wk',
  'Lettuce_romaine_6wk',
  'Lettuce_romaine_7wk',
  'Vinyard_untrained',
  'Vinyard_vertical_trellis',
];

/** The part of Salinas that is published on its own holds these of its labels. */
const SALINAS_A_LABELS = [1, 10, 11, 12, 13, 14];

interface KnownScene {
  /** The truth's variable name without case, underscores, "gt" and "corrected". */
  name: string;
  /** For labels 1, 2, ...; spelt as the scene's publisher spells them. */
  classes: readonly string[];
  labels?: readonly number[];
}

const KNOWN_SCENES: readonly KnownScene[] = [
  {
    name: 'indianpines',
    classes: [
      'Alfalfa',
      'Corn-notill',
      'Corn-mintill',
      'Corn',
      'Grass-pasture',
      'Grass-trees',
      'Grass-pasture-mowed',
      'Hay-windrowed',
      'Oats',
      'Soybean-notill',
      'Soybean-mintill',
      'Soybean-clean',
      'Wheat',
      'Woods',
      'Buildings-Grass-Trees-Drives',
      'Stone-Steel-Towers',
    ],
  },
  { name: 'salinas', classes: SALINAS },
  { name: 'salinasa', classes: SALINAS, labels: SALINAS_A_LABELS },
  { name: 'salinasa', classes: SALINAS_A_LABELS.map((label) => SALINAS[label - 1]) },
  {
    name: 'paviau',
    classes: [
      'Asphalt',
      'Meadows',
      'Gravel',
      'Trees',
      'Painted metal sheets',
      'Bare Soil',
      'Bitumen',
      'Self-Blocking Bricks',
      'Shadows',
    ],
  },
  {
    name: 'pavia',
    classes: [
      'Water',
      'Trees',
      'Asphalt',
      'Self-Blocking Bricks',
      'Bitumen',
      'Tiles',
      'Shadows',
      'Meadows',
      'Bare Soil',
    ],
  },
  {
    name: 'ksc',
    classes: [
      'Scrub',
      'Willow swamp',
      'Cabbage palm hammock',
      'Cabbage palm/oak hammock',
      'Slash pine',
      'Oak/broadleaf hammock',
      'Hardwood swamp',
      'Graminoid marsh',
      'Spartina marsh',
      'Cattail marsh',
      'Salt marsh',
      'Mud flats',
      'Water',
    ],
  },
  {
    name: 'botswana',
    classes: [
      'Water',
      'Hippo grass',
      'Floodplain grasses 1',
      'Floodplain grasses 2',
      'Reeds',
      'Riparian',
      'Firescar',
      'Island interior',
      'Acacia woodlands',
      'Acacia shrublands',
      'Acacia grasslands',
      'Short mopane',
      'Mixed mopane',
      'Exposed soils',
    ],
  },
];

/**
 * Names for labels 1, 2, ... of a well-known scene, which both the variable's name and the labels must fit; none for
 * any other.
 *
 * @param variable the truth's variable name, e.g. `indian_pines_gt`
 * @param labels those that occur, ascending
 */
export function classNamesFor(variable: string, labels: readonly number[]): readonly string[] {
  const name = variable.toLowerCase().replace(/_gt$|_corrected|_/g, '');
  const scene = KNOWN_SCENES.find((known) => {
    const expected = known.labels ?? known.classes.map((_, index) => index + 1);
    return known.name === name && expected.join() === labels.join();
  });
  return scene?.classes ?? [];
}
