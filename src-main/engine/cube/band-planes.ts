import type { NumericArray } from '@shared/scene';
import { nextTurn } from '../files/turn';
import { throwIfCancelled } from '../errors';
import { allocate, bytesPerValue } from '../files/values';
import type { Cube } from './cube';

/** Bytes that one read takes in where bands lie together, so that memory stays small. */
const LARGEST_PART = 8 * 1024 * 1024;

/** Rows and columns of a picture of every `step`-th of them. */
export function reducedSize({ rows, columns }: Pick<Cube, 'rows' | 'columns'>, step: number) {
  return { rows: Math.ceil(rows / step), columns: Math.ceil(columns / step) };
}

/**
 * Values of several bands, each rows x columns, of every `step`-th row and column. Where the bands of a pixel lie
 * together in the file, all are taken from one pass over it, and only lines that are wanted are read.
 */
export async function readPlanes(
  cube: Cube,
  bands: readonly number[],
  step: number,
  signal?: AbortSignal,
): Promise<NumericArray[]> {
  if (cube.bandsTogether) return readTogether(cube, bands, step, signal);
  const planes: NumericArray[] = [];
  for (const band of bands) {
    const values = await cube.read({ bands: [band, band + 1] }, signal);
    planes.push(step === 1 ? values : everyNth(values, cube, step));
    await nextTurn();
    throwIfCancelled(signal);
  }
  return planes;
}

function everyNth(values: NumericArray, cube: Cube, step: number): NumericArray {
  const size = reducedSize(cube, step);
  const reduced = allocate(cube.dtype, size.rows * size.columns);
  for (let row = 0, to = 0; row < size.rows; row++) {
    const line = row * step * cube.columns;
    for (let column = 0; column < size.columns; column++) reduced[to++] = values[line + column * step];
  }
  return reduced;
}

async function readTogether(
  cube: Cube,
  bands: readonly number[],
  step: number,
  signal?: AbortSignal,
): Promise<NumericArray[]> {
  const size = reducedSize(cube, step);
  const planes = bands.map(() => allocate(cube.dtype, size.rows * size.columns));
  const range = [Math.min(...bands), Math.max(...bands) + 1] as const;
  const byColumns = cube.tileAxis === 'columns';
  const [along, across] = byColumns ? [cube.columns, cube.rows] : [cube.rows, cube.columns];
  const lineBytes = across * cube.bands * bytesPerValue(cube.dtype);
  // Lines that are passed over are not read, so several at a time are only had where none is.
  const lines = step > 1 ? 1 : Math.max(1, Math.floor(LARGEST_PART / lineBytes));
  let sinceTurn = 0;
  for (let line = 0; line < along; line += step * lines) {
    const stop = step > 1 ? line + 1 : Math.min(along, line + lines);
    const values = await cube.read({ [cube.tileAxis]: [line, stop], bands: range }, signal);
    const target = { planes, line: line / step, width: size.columns, byColumns };
    spread(
      values,
      { count: stop - line, across, step },
      bands.map((band) => band - range[0]),
      target,
    );
    if ((sinceTurn += lines * lineBytes) < LARGEST_PART) continue;
    sinceTurn = 0;
    await nextTurn();
    throwIfCancelled(signal);
  }
  return planes;
}

/** Puts the values of `count` lines to their places in the planes. `bands` are places within each pixel's values. */
function spread(
  values: NumericArray,
  { count, across, step }: { count: number; across: number; step: number },
  bands: readonly number[],
  target: { planes: NumericArray[]; line: number; width: number; byColumns: boolean },
): void {
  const depth = values.length / (count * across);
  const { line, width, byColumns } = target;
  // Lines of a file that goes column by column are the picture's columns, and so are the values' rows.
  const pixelStep = byColumns ? count : 1;
  const lineStep = byColumns ? 1 : across;
  bands.forEach((band, index) => {
    const plane = target.planes[index];
    for (let n = 0; n < count; n++) {
      let to = byColumns ? line + n : (line + n) * width;
      const toStep = byColumns ? width : 1;
      for (let pixel = 0; pixel < across; pixel += step, to += toStep)
        plane[to] = values[(n * lineStep + pixel * pixelStep) * depth + band];
    }
  });
}
