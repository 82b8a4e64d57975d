import type { VariableInfo } from './scene';

/** Whether labels belong to a scene of so many rows and columns, as far as their shape tells. */
export function labelsFit(
  { shape, leastShape }: Pick<VariableInfo, 'shape' | 'leastShape'>,
  [rows, columns]: readonly number[],
): boolean {
  return leastShape ? shape[0] <= rows && shape[1] <= columns : shape[0] === rows && shape[1] === columns;
}
