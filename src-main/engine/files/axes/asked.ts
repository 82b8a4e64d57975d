import { axesOfCount, isAxisOrder } from '@shared/axes';
import type { VariableRef } from '@shared/scene';
import { UnusableDataError } from '../../errors';
import { fileName } from '../file-errors';

/** @throws UnusableDataError where the axes that were asked for are not those of an array of this shape */
export function checkAskedAxes({ file, variable, axes }: VariableRef, shape: readonly number[]): void {
  if (axes === undefined || isAxisOrder(axes, shape.length)) return;
  const names = axesOfCount(shape.length).join(', ');
  const advice =
    shape.length === 2 || shape.length === 3
      ? `name each of ${names} once, in the order of the file`
      : 'only those of arrays of two or three axes can be named';
  throw new UnusableDataError(
    'axes-differ',
    `Variable "${variable}" of "${fileName(file)}" is ${shape.join(' x ')}, and its axes cannot be ${axes.join(', ')}: ` +
      `${advice}.`,
    { file, variable, shape: shape.join(' x '), axes: axes.join(', ') },
  );
}
