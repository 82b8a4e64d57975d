/** What an axis of an image can be; arrays are read in this order, whatever the order in their file. */
export const AXIS_NAMES = ['rows', 'columns', 'bands'] as const;
export type AxisName = (typeof AXIS_NAMES)[number];

/** What every axis of an array is, in the order in which its file has them. */
export type AxisOrder = readonly AxisName[];

/** The axes that an array of so many has: bands only where there are three. */
export function axesOfCount(count: number): AxisName[] {
  return AXIS_NAMES.slice(0, count);
}

/** Whether every axis of an array of two or three is named, and each once. */
export function isAxisOrder(axes: readonly string[], count: number): boolean {
  if (count < 2 || count > 3 || axes.length !== count) return false;
  return axesOfCount(count).every((name) => axes.includes(name));
}

/** What belongs to the axes in the file's order, such as their lengths, in the order rows, columns, bands. */
export function inOrder<T>(stored: readonly T[], axes: AxisOrder): T[] {
  return axesOfCount(axes.length).map((name) => stored[axes.indexOf(name)]);
}

/** The other way round: from rows, columns, bands to the file's order. */
export function inFileOrder<T>(perAxis: readonly T[], axes: AxisOrder): T[] {
  return axes.map((name) => perAxis[AXIS_NAMES.indexOf(name)]);
}

/** Whether an array lies in its file as it is read. */
export function isUsualOrder(axes: AxisOrder): boolean {
  return axes.every((name, axis) => name === AXIS_NAMES[axis]);
}

/** Every order that the axes of a cube can have. */
export const CUBE_ORDERS: readonly AxisOrder[] = [
  ['rows', 'columns', 'bands'],
  ['columns', 'rows', 'bands'],
  ['bands', 'rows', 'columns'],
  ['bands', 'columns', 'rows'],
  ['rows', 'bands', 'columns'],
  ['columns', 'bands', 'rows'],
];
