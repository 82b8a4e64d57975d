import type { LabelMap } from '@shared/scene';
import { defaultColor } from './colors';

/** Labels written as a picture: a digit is a class, a dot is unlabelled. */
export function labelGrid(...lines: string[]): LabelMap {
  const rows = lines.length;
  const columns = lines[0].length;
  const labels = Uint16Array.from(lines.join(''), (sign) => (sign === '.' ? 0 : Number(sign)));
  return { rows, columns, labels, classes: classesOf(labels) };
}

/** Squares of one class each, `side` pixels wide, in `blockRows` x `blockColumns` of them. */
export function blockyGrid(side: number, blockRows: number, blockColumns: number, classes: number): LabelMap {
  const rows = side * blockRows;
  const columns = side * blockColumns;
  const labels = new Uint16Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const block = Math.floor(row / side) * blockColumns + Math.floor(column / side);
      labels[row * columns + column] = 1 + (block % classes);
    }
  }
  return { rows, columns, labels, classes: classesOf(labels) };
}

function classesOf(labels: Uint16Array): LabelMap['classes'] {
  const counts = new Map<number, number>();
  for (const label of labels) if (label > 0) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => left - right)
    .map(([label, pixels]) => ({ label, name: `Class ${label}`, color: defaultColor(label), pixels }));
}
