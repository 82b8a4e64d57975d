import type { ErrorReportLike, LabelMap, NumericArray, VariableRef } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from '../files/file-errors';
import { nodataTest } from '../files/nodata';
import { openVariable } from '../files/registry';
import type { OpenOptions, SourceClass } from '../files/source';
import { classNamesFor } from './class-names';
import { classColors } from '@shared/palettes';

/** Labels of every pixel, row by row, 0 = unlabelled; also a mask, where non-zero = belongs. */
export interface Labels {
  rows: number;
  columns: number;
  labels: Uint16Array;
  /** Names and colours that the file gives to labels. */
  described?: readonly SourceClass[];
  warnings?: ErrorReportLike[];
}

const HIGHEST_LABEL = 65_535;

/**
 * Reads a 2-D variable of whole numbers from 0 to 65535, in whatever type they are stored. The value that its file
 * declares for "no value" is unlabelled.
 *
 * @throws as `openVariable`, and UnusableDataError where the variable is not 2-D or a value is no label
 */
export async function readLabels(ref: VariableRef, options: OpenOptions = {}): Promise<Labels> {
  const source = await openVariable(ref, options);
  try {
    const [rows, columns] = source.shape;
    if (source.shape.length !== 2 || rows < 1 || columns < 1) throw notTwoDimensional(ref, source.shape);
    const values = await source.read(
      [
        [0, rows],
        [0, columns],
      ],
      options.signal,
    );
    const labels = toLabels(values, columns, ref, nodataTest(source.dtype, source.nodata));
    const warnings = [...source.warnings];
    return {
      ...{ rows, columns, labels },
      ...(source.classes && { described: source.classes }),
      ...(warnings.length > 0 && { warnings }),
    };
  } finally {
    await source.close();
  }
}

/**
 * Reads ground truth with its classes: those labels that occur, ascending, each under its own number even where
 * numbers between them do not occur, so that `classes[i].label` and not `i + 1` is what the map holds.
 *
 * @param names for labels 1, 2, ...; the file's own, those of known scenes, else "Class 1" ..., where left out
 * @throws as `readLabels`
 */
export async function readTruth(
  ref: VariableRef,
  options: OpenOptions & { names?: readonly string[] } = {},
): Promise<LabelMap> {
  const labels = await readLabels(ref, options);
  return withClasses(labels, ref.variable, options.names);
}

/** Labels with the classes that occur in them; see `readTruth`. */
export function withClasses(
  { described = [], ...grid }: Labels,
  variable: string,
  names?: readonly string[],
): LabelMap {
  const counts = new Map<number, number>();
  for (const label of grid.labels) if (label > 0) counts.set(label, (counts.get(label) ?? 0) + 1);
  const present = [...counts.keys()].sort((a, b) => a - b);
  const known = names ?? classNamesFor(variable, present);
  const colors = classColors(present[present.length - 1] ?? 0);
  const ofFile = new Map(described.map((entry) => [entry.label, entry]));
  const classes = present.map((label) => ({
    label,
    name: names?.[label - 1] ?? ofFile.get(label)?.name ?? known[label - 1] ?? `Class ${label}`,
    color: ofFile.get(label)?.color ?? colors[label - 1],
    pixels: counts.get(label) ?? 0,
  }));
  return { ...grid, classes };
}

function toLabels(
  values: NumericArray,
  columns: number,
  ref: VariableRef,
  isNone: (value: number) => boolean,
): Uint16Array {
  const labels = new Uint16Array(values.length);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const value = values[pixel];
    if (isNone(value)) continue;
    if (!(Number.isInteger(value) && value >= 0 && value <= HIGHEST_LABEL)) {
      throw notALabel(ref, value, Math.floor(pixel / columns), pixel % columns);
    }
    labels[pixel] = value;
  }
  return labels;
}

function notALabel(
  { file, variable }: VariableRef,
  value: number,
  row: number,
  column: number,
): UnusableDataError {
  return new UnusableDataError(
    'not-a-label',
    `Variable "${variable}" of "${fileName(file)}" holds ${value} at row ${row + 1}, column ${column + 1}, but labels are ` +
      `whole numbers from 0 (unlabelled) to ${HIGHEST_LABEL}: choose another variable or correct this one.`,
    { file, variable, value: String(value), row: row + 1, column: column + 1 },
  );
}

function notTwoDimensional({ file, variable }: VariableRef, shape: readonly number[]): UnusableDataError {
  return new UnusableDataError(
    'not-labels',
    `Variable "${variable}" of "${fileName(file)}" is ${shape.join(' x ')}, but labels have two axes (rows, columns): ` +
      'choose another variable.',
    { file, variable, shape: shape.join(' x ') },
  );
}
