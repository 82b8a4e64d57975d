import { afterAll, describe, expect, it } from 'vitest';
import { CUBE_ORDERS, inOrder, type AxisName } from '@shared/axes';
import { Previews } from '../../../src-main/engine/cube/previews';
import { bandStatistics } from '../../../src-main/engine/cube/statistics';
import { matFile } from '../../support/mat-file';
import { npy, npyHeader } from '../../support/npy-file';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();
const previews = new Previews();
afterAll(() => previews.close());

const STORED = [20, 300, 7];
const values = Uint16Array.from({ length: 20 * 300 * 7 }, (_, index) => (index * 7919) % 60_000);
const npyFile = folder.write('cube.npy', npy(npyHeader("'<u2'", STORED.join()), Buffer.from(values.buffer)));
const matName = folder.write('cube.mat', matFile({ name: 'cube', shape: STORED, values, compressed: true }));

/** Value at a row, column and band of the array in an order of its axes. */
function valueAt(order: readonly AxisName[], places: Record<AxisName, number>): number {
  const [first, second, third] = order.map((name) => places[name]);
  return values[(first * 300 + second) * 7 + third];
}

describe.each([npyFile, matName])('of %s', (file) => {
  it.each(CUBE_ORDERS.map((order) => [order.join(' x '), order] as const))('as %s', async (_, order) => {
    const preview = await previews.preview({ file, variable: 'cube', axes: [...order] });
    const shape = inOrder(STORED, order);
    expect(preview.shape).toEqual(shape);
    const { rows, columns, band, grey } = preview.picture;
    expect([rows, columns]).toEqual(shape.slice(0, 2).map((length) => Math.min(length, 160)));
    expect(band).toBeLessThan(shape[2]);
    const sampled = (index: number, length: number) =>
      Math.floor(((index + 0.5) * length) / Math.min(length, 160));
    const expected = Float64Array.from({ length: rows * columns }, (_, pixel) =>
      valueAt(order, {
        rows: sampled(Math.floor(pixel / columns), shape[0]),
        columns: sampled(pixel % columns, shape[1]),
        bands: band,
      }),
    );
    const { percentile2: low, percentile98: high } = bandStatistics(expected);
    const shades = Uint8ClampedArray.from(expected, (value) => ((value - low) / (high - low)) * 255);
    expect(Array.from(grey)).toEqual(Array.from(shades));
  });
});

it('shows labels too', async () => {
  const labels = Uint8Array.from([0, 1, 2, 3, 0, 1]);
  const file = folder.write('gt.mat', matFile({ name: 'gt', shape: [2, 3], values: labels }));
  const { shape, picture } = await previews.preview({ file, variable: 'gt' });
  expect([shape, Array.from(picture.grey)]).toEqual([
    [2, 3],
    [0, 85, 170, 255, 0, 85],
  ]);
  const turned = await previews.preview({ file, variable: 'gt', axes: ['columns', 'rows'] });
  expect(Array.from(turned.picture.grey)).toEqual([0, 255, 85, 0, 170, 85]);
});

it('a file that cannot be opened is refused each time, and does not keep others from being shown', async () => {
  const missing = { file: `${folder.path}/missing.npy`, variable: 'missing' };
  for (let n = 0; n < 2; n++)
    await expect(previews.preview(missing)).rejects.toMatchObject({ code: 'file-missing' });
  expect((await previews.preview({ file: npyFile, variable: 'cube' })).shape).toHaveLength(3);
});

it('pictures of several arrays that are asked for at once do not close each other', async () => {
  const all = await Promise.all(
    [npyFile, matName, npyFile].map((file) => previews.preview({ file, variable: 'cube' })),
  );
  expect(all.map(({ shape }) => shape.length)).toEqual([3, 3, 3]);
});

it('what is under way ends when nobody looks any more', async () => {
  const looking = previews.preview({ file: npyFile, variable: 'cube' });
  const ended = expect(looking).rejects.toMatchObject({ kind: 'cancelled' });
  await previews.close();
  await ended;
  expect((await previews.preview({ file: npyFile, variable: 'cube' })).shape).toHaveLength(3);
});
