/** What the names of files and variables tell of what they hold. */

/** How people call ground truth, as one word or as two that follow each other. */
const TRUTH_WORDS = [
  'gt',
  'gts',
  'truth',
  'truths',
  'groundtruth',
  'label',
  'labels',
  'labeled',
  'labelled',
  'annotation',
  'annotations',
  'roi',
  'rois',
  '真值',
  '标签',
  '标注',
];
const PRECEDES_TRUTH = ['ground', 'reference'];
const TRAINING_WORDS = ['train', 'training', 'trn', 'tr', '训练'];
const TEST_WORDS = ['test', 'testing', 'tst', 'te', '测试'];
const VALIDATION_WORDS = ['val', 'valid', 'validation', '验证'];
/** What is made of a scene: maps of it and pictures for people. */
const DERIVED_WORDS = [
  ...['map', 'prediction', 'predictions', 'predicted', 'pred', 'classified', 'confidence', 'split'],
  ...['rgb', 'preview', 'quicklook', 'ql', 'thumb', 'thumbnail', 'browse', 'composite', 'legend'],
];
/** What is added to a scene's name to say which form of it a file holds. */
const CUBE_WORDS = [
  ...['corrected', 'cube', 'data', 'hsi', 'hyperspectral', 'image', 'img', 'raw'],
  ...['reflectance', 'refl', 'radiance', 'rad', 'ref', 'masked'],
];

export type LabelKind = 'truth' | 'unsaid' | 'training-mask' | 'test-mask' | 'validation-mask' | 'derived';

/** `Indian_pines_gt.mat` -> indian, pines, gt; `TrainingLabels` -> training, labels. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => word.split(/(真值|标签|标注|训练|测试|验证)/))
    .filter((word) => word !== '');
}

/** What labels of such a name are. */
export function labelKindOf(words: readonly string[]): LabelKind {
  const has = (list: readonly string[]) => words.some((word) => list.includes(word));
  if (has(TRAINING_WORDS) !== has(TEST_WORDS)) return has(TEST_WORDS) ? 'test-mask' : 'training-mask';
  if (has(VALIDATION_WORDS)) return 'validation-mask';
  if (has(TRUTH_WORDS)) return 'truth';
  return has(DERIVED_WORDS) ? 'derived' : 'unsaid';
}

/** The words that say which scene it is, without those that say what of it: the same for a cube and its truth. */
export function sceneWordsOf(words: readonly string[]): string[] {
  const roles = [...TRUTH_WORDS, ...CUBE_WORDS, ...TRAINING_WORDS, ...TEST_WORDS, ...VALIDATION_WORDS];
  return words.filter(
    (word, at) =>
      !roles.includes(word) && !(PRECEDES_TRUTH.includes(word) && TRUTH_WORDS.includes(words[at + 1])),
  );
}
