import { AXIS_NAMES, inFileOrder, inOrder, type AxisName } from './axes';
import { axesThatFit, labelsFit } from './labels-fit';
import { labelKindOf, sceneWordsOf, wordsOf, type LabelKind } from './pairing-names';
import type { Dtype, FileInfo, VariableInfo, VariableRef, VariableRole } from './scene';

/** A variable of an inspected file that may be opened; `axes` only where they are not to be what they are taken for. */
export type Candidate = VariableRef &
  Pick<VariableInfo, 'shape' | 'leastShape' | 'axesFrom'> & {
    dtype?: Dtype;
    /** What its axes in the file are taken for; left out where they are as in `shape`. */
    taken?: AxisName[];
  };

export interface Candidates {
  cubes: Candidate[];
  labels: Candidate[];
  /** Lists of wavelengths. */
  wavelengths: Candidate[];
  /** Pictures that are no labels; whoever opens one says why. */
  noLabels: VariableRef[];
}

/** A cube with the labels that have its rows and columns. */
export interface Pairing {
  cube: Candidate;
  /** The likeliest ground truth first. */
  truths: Candidate[];
  /** How many of them are as likely as the first: with more than one the name does not decide. */
  likely: number;
  masks?: Masks;
  /** A list with one for each band of the cube, which has none itself. */
  wavelengths?: Candidate;
}

export interface Masks {
  training: Candidate[];
  test: Candidate[];
}

/** Pictures for people have up to four channels. */
const MOST_CHANNELS = 4;

export function candidatesOf(files: readonly FileInfo[]): Candidates {
  const withRole = (role: VariableRole) =>
    files.flatMap(({ file, variables }) =>
      variables
        .filter((variable) => variable.role === role)
        .map(({ name, shape, dtype, leastShape, wavelengths, axes, axesFrom }) => ({
          ...{ file, variable: name, shape, dtype },
          ...(leastShape && { leastShape }),
          ...(axes && { taken: axes }),
          ...(axesFrom && { axesFrom }),
          ...(wavelengths && { wavelengths }),
        })),
    );
  return {
    cubes: withRole('cube'),
    labels: withRole('labels'),
    wavelengths: withRole('vector').filter(({ wavelengths }) => wavelengths),
    noLabels: files.flatMap(({ file, noLabels = [] }) => noLabels.map((variable) => ({ file, variable }))),
  };
}

/**
 * Every cube with what belongs to it: first by shape, then by name. The likeliest pair comes first; pictures of a few
 * channels are none of them where there is a cube of more.
 */
export function pairingsOf({ cubes, labels, wavelengths }: Omit<Candidates, 'noLabels'>): Pairing[] {
  const spectral = cubes.filter((cube) => !hasFewChannels(cube));
  return (spectral.length > 0 ? spectral : cubes)
    .map((cube) => pairingOf(cube, labels, wavelengths))
    .sort((a, b) => likelihoodOf(a) - likelihoodOf(b));
}

export function hasFewChannels({ shape }: Candidate): boolean {
  return shape[2] <= MOST_CHANNELS;
}

/**
 * Labels of a cube's rows and columns, the likeliest ground truth first, and how many are as likely as that one. Rows
 * and columns are never exchanged.
 */
export function truthsFor(cube: Candidate, labels: readonly Candidate[]): Pick<Pairing, 'truths' | 'likely'> {
  const rank = rankFor(cube);
  const truths = labels.filter((each) => labelsFit(each, cube.shape)).sort((a, b) => rank(a) - rank(b));
  return { truths, likely: truths.filter((each) => rank(each) === rank(truths[0])).length };
}

/** Whether labels are named like a map or a picture of a scene, and not like its truth. */
export function isDerived(labels: Candidate): boolean {
  return kindOf(labels) === 'derived';
}

function pairingOf(
  taken: Candidate,
  labels: readonly Candidate[],
  wavelengths: readonly Candidate[],
): Pairing {
  const cube = inFittingOrder(taken, labels);
  const found = truthsFor(cube, labels);
  const masks = masksAmong(found.truths);
  const list = wavelengthsFor(cube, wavelengths);
  return { cube, ...found, ...(masks && { masks }), ...(list && { wavelengths: list }) };
}

/** A cube whose axes were only guessed, in the order in which labels fit it, should none fit it as it is. */
function inFittingOrder(cube: Candidate, labels: readonly Candidate[]): Candidate {
  if (labels.some((each) => labelsFit(each, cube.shape))) return cube;
  for (const each of labels) {
    const axes = axesThatFit({ ...cube, axes: orderOf(cube) }, each);
    if (axes) return { ...cube, axes, shape: inOrder(storedShapeOf(cube), axes) };
  }
  return cube;
}

/** The same cube with its axes as a person says they are, and what belongs to it then. */
export function pairingInOrder(
  { cube }: Pairing,
  axes: AxisName[],
  { labels, wavelengths }: Pick<Candidates, 'labels' | 'wavelengths'>,
): Pairing {
  const shape = inOrder(storedShapeOf(cube), axes);
  const turned = { ...cube, axes, shape, axesFrom: 'given' as const };
  // What a file says of the bands is of another axis then.
  if (axes.indexOf('bands') !== orderOf(cube).indexOf('bands')) delete turned.wavelengths;
  return pairingOf(turned, labels, wavelengths);
}

/** What the axes of a cube are taken for, in the order of its file. */
export function orderOf({ axes, taken }: Candidate): AxisName[] {
  return axes ?? taken ?? [...AXIS_NAMES];
}

/** Lengths of its axes in that order. */
export function storedShapeOf(cube: Candidate): number[] {
  return inFileOrder(cube.shape, orderOf(cube));
}

/** Labels by how likely they are a cube's ground truth; 0 is likeliest. */
const RANKS: Readonly<Record<LabelKind, number>> = {
  truth: 1,
  unsaid: 2,
  'training-mask': 3,
  'test-mask': 3,
  'validation-mask': 4,
  derived: 5,
};

function rankFor(cube: Candidate): (labels: Candidate) => number {
  return (labels) => {
    const kind = kindOf(labels);
    const byName = kind === 'truth' || kind === 'unsaid';
    const rank = byName && isSameScene(cube, labels) ? 0 : RANKS[kind];
    return rank + Math.min(stepsBetween(cube.file, labels.file), MOST_STEPS) / (2 * MOST_STEPS);
  };
}

/** Further away is further away. */
const MOST_STEPS = 10;

/** How many folders one goes up and down from one file to another; of what names say the same, the nearest is meant. */
function stepsBetween(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => path.split(/[\\/]/).slice(0, -1));
  const differs = one.findIndex((folder, at) => folder !== other[at]);
  const shared = differs < 0 ? one.length : differs;
  return one.length + other.length - 2 * shared;
}

/** By the variable's own name, and by the file's where that says nothing. */
function kindOf({ file, variable }: Candidate): LabelKind {
  const own = labelKindOf(wordsOf(variable));
  return own === 'unsaid' ? labelKindOf(wordsOf(stemOf(file))) : own;
}

/** Whether two variables are named after one scene; what lies in one file is, as far as that file tells. */
function isSameScene(cube: Candidate, labels: Candidate): boolean {
  if (cube.file === labels.file) return kindOf(labels) === 'truth';
  const namesOf = ({ file, variable }: Candidate) =>
    [stemOf(file), variable]
      .map((name) => sceneWordsOf(wordsOf(name)).join(' '))
      .filter((name) => name !== '');
  const names = namesOf(cube);
  return namesOf(labels).some((name) => names.includes(name));
}

/** Labels that say which pixels train and which test, where there are both. */
export function masksAmong(labels: readonly Candidate[]): Masks | undefined {
  const training = labels.filter((each) => kindOf(each) === 'training-mask');
  const test = labels.filter((each) => kindOf(each) === 'test-mask');
  return training.length > 0 && test.length > 0 ? { training, test } : undefined;
}

function wavelengthsFor(cube: Candidate, lists: readonly Candidate[]): Candidate | undefined {
  if (cube.wavelengths) return undefined;
  const fitting = lists.filter(
    (list) => list.file !== cube.file && list.wavelengths?.length === cube.shape[2],
  );
  const chosen = fitting.length > 1 ? fitting.filter((list) => isSameScene(cube, list)) : fitting;
  return chosen.length === 1 ? chosen[0] : undefined;
}

/** A cube whose ground truth its name tells comes before others. */
function likelihoodOf({ cube, truths }: Pairing): number {
  return truths.length === 0 ? Number.MAX_VALUE : rankFor(cube)(truths[0]);
}

/** The last part of a path without its ending. */
function stemOf(path: string): string {
  const name = path.split(/[\\/]/).pop() ?? path;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
