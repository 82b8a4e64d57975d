import { AXIS_NAMES } from '@shared/axes';
import { labelsFit, labelsFitTransposed } from '@shared/labels-fit';
import {
  hasFewChannels,
  isDerived,
  masksAmong,
  orderOf,
  pairingsOf,
  storedShapeOf,
  truthsFor,
  type Candidate,
  type Candidates,
  type Masks,
  type Pairing,
} from '@shared/pairing';
import type { VariableRef } from '@shared/scene';
import type { AxesSubject } from './axes.svelte';

/** What to do with files that a person opened. */
export type OpenPlan =
  | { kind: 'open'; cube: VariableRef; truth?: VariableRef; found: Found }
  | { kind: 'attach'; truth: VariableRef }
  | { kind: 'masks'; masks: Masks }
  | { kind: 'choose-scene'; pairings: Pairing[]; candidates: Candidates }
  | { kind: 'choose-truth'; labels: Candidate[] }
  | { kind: 'no-cube' }
  | { kind: 'no-labels' }
  | { kind: 'labels-without-scene' };

/** What came with a cube besides its truth. */
export interface Found {
  masks?: Masks;
  /** The list that the cube's wavelengths are from. */
  wavelengths?: Candidate;
  /** Labels that do not fit the cube. */
  unfitting?: Candidate;
}

/** The open scene, as far as others must fit it. */
export interface OpenCube extends Candidate {
  hasTruth: boolean;
}

/** The labels that have the rows and columns of a cube. */
export function fittingLabels(shape: readonly number[], labels: readonly Candidate[]): Candidate[] {
  return labels.filter((each) => labelsFit(each, shape));
}

/**
 * Files that hold one cube and one likeliest truth are opened at once; where several are as likely the person chooses.
 * Labels of another size are passed on when a person named their file, so that the engine says what is wrong with them;
 * those that were found in a folder are only told of. Labels that fit only with rows and columns exchanged are turned.
 * Pictures in few colours that fit the open scene are its truth.
 *
 * @param isNamed whether a person named the file, and not only the folder that it lies in
 */
export function planScene(
  candidates: Candidates,
  openCube: OpenCube | null,
  isNamed: (file: string) => boolean,
): OpenPlan {
  const { cubes, labels } = candidates;
  if (cubes.length === 0) {
    if (labels.length === 0) return { kind: 'no-cube' };
    return openCube === null ? { kind: 'labels-without-scene' } : planTruth(candidates, openCube);
  }
  if (openCube && isTruthInColors(candidates, openCube)) return planTruth(candidates, openCube);
  const pairings = pairingsOf(candidates);
  const [pairing] = pairings;
  const [likeliest] = pairing.truths.filter((each) => isNamed(each.file) || !isDerived(each));
  if (pairings.length > 1 || (likeliest && pairing.likely > 1))
    return { kind: 'choose-scene', pairings, candidates };
  const truth =
    likeliest ??
    turnedToFit(
      pairing.cube,
      labels.filter(({ file }) => isNamed(file)),
    );
  const unfitting = pairing.truths.length === 0 && !truth ? labels[0] : undefined;
  const plan = openPlan(pairing, truth);
  return unfitting ? { ...plan, found: { ...plan.found, unfitting } } : plan;
}

/** A chosen pair, with what else belongs to the cube. */
export function openPlan(
  { cube, masks, wavelengths }: Pairing,
  truth: VariableRef | undefined,
): Extract<OpenPlan, { kind: 'open' }> {
  return {
    kind: 'open',
    cube: { ...refOf(cube), ...(wavelengths && { wavelengths: wavelengths.wavelengths }) },
    truth: truth && refOf(truth),
    found: { ...(masks && { masks }), ...(wavelengths && { wavelengths }) },
  };
}

/** Labels alone, which belong to the open scene; a training and a test mask are no truth where there is one. */
export function planTruth(
  { labels, noLabels }: Pick<Candidates, 'labels' | 'noLabels'>,
  openCube: OpenCube,
): OpenPlan {
  if (labels.length === 0)
    return noLabels.length > 0 ? { kind: 'attach', truth: noLabels[0] } : { kind: 'no-labels' };
  const { truths, likely } = truthsFor(openCube, labels);
  const masks = masksAmong(truths);
  if (masks && openCube.hasTruth && truths.length === masks.training.length + masks.test.length)
    return { kind: 'masks', masks };
  if (likely > 1) return { kind: 'choose-truth', labels: truths };
  return { kind: 'attach', truth: refOf(truths[0] ?? turnedToFit(openCube, labels)) };
}

/** Whether files hold pictures only, whose colours are labels of the open scene, rather than a scene of their own. */
function isTruthInColors({ cubes, labels }: Candidates, openCube: OpenCube): boolean {
  const fitting = fittingLabels(openCube.shape, labels);
  return (
    !hasFewChannels(openCube) &&
    cubes.every((cube) => hasFewChannels(cube) && fitting.some(({ file }) => file === cube.file))
  );
}

/** The first labels that fit a cube once they are transposed, else the first. */
function turnedToFit({ shape }: Candidate, labels: readonly Candidate[]): Candidate | undefined {
  const transposed = labels.find((each) => labelsFitTransposed(each, shape));
  if (!transposed) return labels[0];
  const [rows, columns] = transposed.taken ?? AXIS_NAMES;
  return { ...transposed, axes: [columns, rows] };
}

export const refOf = ({ file, variable, axes }: VariableRef): VariableRef => ({
  ...{ file, variable },
  ...(axes && { axes }),
});

/** What a choice of another order of a cube's axes needs to know. */
export function axesSubjectOf(cube: Candidate): AxesSubject {
  return {
    variable: { file: cube.file, variable: cube.variable },
    stored: storedShapeOf(cube),
    inUse: orderOf(cube),
    from: cube.axesFrom ?? (cube.axes ? 'given' : 'format'),
  };
}
