import { describe, expect, it } from 'vitest';
import { openFileBytes } from '../../../src-main/engine/files/bytes';
import { contiguousArray } from '../../../src-main/engine/files/geotiff/contiguous';
import { readDirectories } from '../../../src-main/engine/files/geotiff/directory';
import { describeImage } from '../../../src-main/engine/files/geotiff/image';
import { openVariable } from '../../../src-main/engine/files/registry';
import { changed, imageEntries, long, short, tiffFile } from '../../support/tiff-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const ROWS = 6;
const COLUMNS = 5;
const BANDS = 3;
const HEADER = 8;
const folder = temporaryFolder();

/** Bytes in strips of one row each; `place` says where in the data a strip lies, `length` how long it says it is. */
function stripsFile(planar: boolean, place: (strip: number) => number, length?: (strip: number) => number) {
  const size = COLUMNS * (planar ? 1 : BANDS);
  const count = ROWS * (planar ? BANDS : 1);
  const strips = Array.from({ length: count }, (_, strip) => strip);
  const data = new Uint8Array(size * (1 + Math.max(...strips.map(place))));
  for (const strip of strips)
    for (let i = 0; i < size; i++) data[place(strip) * size + i] = (strip * size + i) % 251;
  const entries = changed(
    imageEntries(ROWS, COLUMNS, size),
    short(258, ...Array<number>(BANDS).fill(8)),
    long(273, ...strips.map((strip) => HEADER + place(strip) * size)),
    short(277, BANDS),
    long(278, 1),
    long(279, ...strips.map((strip) => length?.(strip) ?? size)),
    short(284, planar ? 2 : 1),
    short(338, ...Array<number>(BANDS - 1).fill(0)),
  );
  return folder.write('strips.tif', tiffFile(data, entries));
}

async function isRead(file: string) {
  const bytes = await openFileBytes(file);
  const { tiff, directories } = await readDirectories({ file, bytes });
  const whole = contiguousArray(tiff, await describeImage(tiff, directories[0]));
  await bytes.close();
  return whole === undefined ? 'strip by strip' : 'as one';
}

async function valuesOf(file: string) {
  const source = await openVariable({ file, variable: 'strips' });
  const values = Array.from(await readAll(source));
  const window = Array.from(
    await source.read([
      [2, 5],
      [1, 4],
      [1, 3],
    ]),
  );
  await source.close();
  return { values, window };
}

describe.each([
  ['bands apart', true],
  ['bands together', false],
])('strips of one row each, %s', (_, planar) => {
  const value = (row: number, column: number, band: number) =>
    (planar ? (band * ROWS + row) * COLUMNS + column : (row * COLUMNS + column) * BANDS + band) % 251;
  const part = ([top, bottom]: number[], [left, right]: number[], [first, end]: number[]) => {
    const values: number[] = [];
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++)
        for (let band = first; band < end; band++) values.push(value(row, column, band));
    return values;
  };
  const wanted = {
    values: part([0, ROWS], [0, COLUMNS], [0, BANDS]),
    window: part([2, 5], [1, 4], [1, 3]),
  };

  it('one behind the other are read as one array', async () => {
    const file = stripsFile(planar, (strip) => strip);
    expect(await isRead(file)).toBe('as one');
    expect(await valuesOf(file)).toEqual(wanted);
  });

  it('in another order are read one by one', async () => {
    const count = ROWS * (planar ? BANDS : 1);
    const file = stripsFile(planar, (strip) => count - 1 - strip);
    expect(await isRead(file)).toBe('strip by strip');
    expect(await valuesOf(file)).toEqual(wanted);
  });

  it('with gaps between them are read one by one', async () => {
    const file = stripsFile(planar, (strip) => 2 * strip);
    expect(await isRead(file)).toBe('strip by strip');
    expect(await valuesOf(file)).toEqual(wanted);
  });
});

it('a strip that says it is shorter than its row is refused', async () => {
  const file = stripsFile(
    true,
    (strip) => strip,
    (strip) => (strip === 4 ? 2 : COLUMNS),
  );
  await expect(openVariable({ file, variable: 'strips' })).rejects.toMatchObject({ code: 'tiff-damaged' });
});
