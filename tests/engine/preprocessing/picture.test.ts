import { describe, expect, it } from 'vitest';
import { readPadded, type Picture, type Rectangle } from '../../../src-main/engine/preprocessing/picture';
import { inScratch, randomPicture, wholePicture } from '../../support/random-scene';

const picture = randomPicture(7, 5, 3);

async function padded(from: Picture, part: Rectangle): Promise<Float32Array> {
  const stride = part.columns * from.channels;
  const values = new Float32Array(part.rows * stride);
  await readPadded(from, part, { values, at: 0, stride });
  return values;
}

describe.each(['memory', 'rows', 'columns'] as const)('a picture kept in %s', (place) => {
  const open = (): Promise<Picture> =>
    place === 'memory' ? Promise.resolve(picture) : inScratch(picture, place);

  it('reads as it was put in', async () => {
    const opened = await open();
    expect(await wholePicture(opened)).toEqual(picture.values);
    await opened.close();
  });

  it.each([
    { row: 2, column: 1, rows: 3, columns: 2 },
    { row: -2, column: -1, rows: 4, columns: 9 },
    { row: 5, column: 3, rows: 4, columns: 4 },
    { row: -3, column: -3, rows: 13, columns: 11 },
  ])('has zeros around it: %o', async (part) => {
    const opened = await open();
    const values = await padded(opened, part);
    const { rows, columns, channels } = picture;
    values.forEach((value, i) => {
      const pixel = Math.floor(i / channels);
      const row = part.row + Math.floor(pixel / part.columns);
      const column = part.column + (pixel % part.columns);
      const inside = row >= 0 && row < rows && column >= 0 && column < columns;
      const at = (row * columns + column) * channels + (i % channels);
      expect(value).toBe(inside ? picture.values[at] : 0);
    });
    await opened.close();
  });

  it('leaves what lies around the place it reads into', async () => {
    const opened = await open();
    const values = new Float32Array(40).fill(9);
    await opened.read({ row: 1, column: 2, rows: 2, columns: 2 }, { values, at: 5, stride: 10 });
    const kept = [...values].filter((value) => value === 9);
    expect(kept).toHaveLength(40 - 2 * 2 * 3);
    expect([...values.subarray(5, 11)]).toEqual([...picture.values.subarray(21, 27)]);
    await opened.close();
  });
});

it('cannot be read from its scratch file once that is closed', async () => {
  const opened = await inScratch(picture, 'rows');
  await opened.close();
  await expect(wholePicture(opened)).rejects.toMatchObject({ code: 'source-closed' });
});
