import { labelsFit } from '@shared/labels-fit';
import type { FileInfo, VariableInfo, VariableRef } from '@shared/scene';

/** A variable of an inspected file that may be opened. */
export type Candidate = VariableRef & Pick<VariableInfo, 'shape' | 'leastShape'>;

export interface Candidates {
  cubes: Candidate[];
  labels: Candidate[];
}

/** What to do with files that a person opened. */
export type OpenPlan =
  | { kind: 'open'; cube: VariableRef; truth?: VariableRef }
  | { kind: 'attach'; truth: VariableRef }
  | { kind: 'choose-scene'; cubes: Candidate[]; labels: Candidate[] }
  | { kind: 'choose-truth'; labels: Candidate[] }
  | { kind: 'no-cube' }
  | { kind: 'no-labels' }
  | { kind: 'labels-without-scene' };

export function candidatesOf(files: readonly FileInfo[]): Candidates {
  const withRole = (role: VariableInfo['role']) =>
    files.flatMap(({ file, variables }) =>
      variables
        .filter((variable) => variable.role === role)
        .map(({ name, shape, leastShape }) => ({
          ...{ file, variable: name, shape },
          ...(leastShape && { leastShape }),
        })),
    );
  return { cubes: withRole('cube'), labels: withRole('labels') };
}

/** The labels that have the rows and columns of a cube. */
export function fittingLabels(shape: readonly number[], labels: readonly Candidate[]): Candidate[] {
  return labels.filter((each) => labelsFit(each, shape));
}

/**
 * Files that hold one cube and at most one fitting truth are opened at once; where several fit the person chooses.
 * Labels of another size are passed on when they are all there is, so that the engine says what is wrong with them.
 */
export function planScene({ cubes, labels }: Candidates, openScene: readonly number[] | null): OpenPlan {
  if (cubes.length === 0) {
    if (labels.length === 0) return { kind: 'no-cube' };
    return openScene === null ? { kind: 'labels-without-scene' } : planTruth(labels, openScene);
  }
  const [cube] = cubes;
  const fitting = fittingLabels(cube.shape, labels);
  if (cubes.length > 1 || fitting.length > 1) return { kind: 'choose-scene', cubes, labels };
  const truth = fitting[0] ?? labels[0];
  return { kind: 'open', cube: refOf(cube), truth: truth && refOf(truth) };
}

/** The same for labels alone, which belong to the scene of the given rows and columns. */
export function planTruth(labels: readonly Candidate[], openScene: readonly number[]): OpenPlan {
  if (labels.length === 0) return { kind: 'no-labels' };
  const fitting = fittingLabels(openScene, labels);
  if (fitting.length > 1) return { kind: 'choose-truth', labels: fitting };
  return { kind: 'attach', truth: refOf(fitting[0] ?? labels[0]) };
}

export const refOf = ({ file, variable }: VariableRef): VariableRef => ({ file, variable });
