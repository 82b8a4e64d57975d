import { CUBE_ORDERS, AXIS_NAMES, inFileOrder, inOrder, type AxisName } from './axes';
import type { VariableInfo } from './scene';

type LabelShape = Pick<VariableInfo, 'shape' | 'leastShape'>;
/** As a cube is read. */
export type CubeShape = Pick<VariableInfo, 'shape' | 'axes' | 'axesFrom'>;

/** Whether labels belong to a scene of so many rows and columns, as far as their shape tells. */
export function labelsFit({ shape, leastShape }: LabelShape, [rows, columns]: readonly number[]): boolean {
  return leastShape ? shape[0] <= rows && shape[1] <= columns : shape[0] === rows && shape[1] === columns;
}

/** Whether labels belong to it with their rows and columns exchanged, and only so. */
export function labelsFitTransposed(labels: LabelShape, [rows, columns]: readonly number[]): boolean {
  return !labels.leastShape && rows !== columns && labelsFit(labels, [columns, rows]);
}

/**
 * The order in which labels fit a cube, where they do not fit it as it is and nothing but lengths told its bands.
 * With bands last, exchanged rows and columns are no other order: the labels may as well be what is transposed.
 */
export function axesThatFit(cube: CubeShape, labels: LabelShape): AxisName[] | undefined {
  const isOpen = cube.axesFrom === 'shape' || cube.axesFrom === 'labels';
  if (!isOpen || labels.leastShape || labelsFit(labels, cube.shape)) return undefined;
  const axes = cube.axes ?? AXIS_NAMES;
  const stored = inFileOrder(cube.shape, axes);
  const found = CUBE_ORDERS.find(
    (order) => !(order[2] === 'bands' && axes[2] === 'bands') && labelsFit(labels, inOrder(stored, order)),
  );
  return found && [...found];
}
