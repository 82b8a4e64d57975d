import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NotWritableError } from '../../../src-main/engine/errors';
import { writeDirectoryWhole } from '../../../src-main/engine/export/atomic';
import { ProbabilityFile } from '../../../src-main/engine/export/probabilities';
import { openProbabilities, withProbabilities } from '../../../src-main/engine/export/probabilities-beside';
import { openVariable } from '../../../src-main/engine/files/registry';
import { TileGrid, type Tile } from '../../../src-main/engine/networks/tiles';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from '../files/fixtures';

const folder = temporaryFolder();
const never = new AbortController().signal;
const CLASSES = ['Corn, no till', 'Woods', '草地'].map((name, index) => ({ label: 2 * index + 1, name }));
const NAMES = CLASSES.map(({ name }) => name);
const georeferencing = { transform: [500000, 20, 0, 4650020, 0, -10] as never, crs: 'EPSG:32616' };

/** Tells every value from every other: band, row and column are its digits. */
const valueAt = (row: number, column: number, band: number) => band * 1e6 + row * 1e3 + column;

function valuesOf(tile: Tile): Float32Array {
  const values = new Float32Array(tile.rows * tile.columns * NAMES.length);
  values.forEach((_, at) => {
    const [pixel, band] = [Math.floor(at / NAMES.length), at % NAMES.length];
    const row = tile.row + Math.floor(pixel / tile.columns);
    values[at] = valueAt(row, tile.column + (pixel % tile.columns), band);
  });
  return values;
}

describe('a file of class probabilities', () => {
  it.each([
    [5, 7, 3],
    [40, 30, 40],
    [37, 53, 16],
    [300, 900, 128],
  ])(
    'of %i x %i pixels that come in tiles of %i holds each where it belongs',
    async (rows, columns, side) => {
      for (const largestClassic of [undefined, 10]) {
        const target = join(folder.path, `p-${rows}-${largestClassic}.tif`);
        const file = await ProbabilityFile.create(
          target,
          { rows, columns, names: NAMES },
          never,
          largestClassic,
        );
        for (const tile of [...new TileGrid(rows, columns, side).tiles].reverse())
          await file.put(tile, valuesOf(tile));
        await file.finish();
        const source = await openVariable({ file: target, variable: `p-${rows}-${largestClassic}` });
        expect([source.shape, source.dtype]).toEqual([[rows, columns, 3], 'float32']);
        expect(source.bandNames).toEqual(NAMES);
        const values = await readAll(source);
        await source.close();
        values.forEach((value, at) => {
          const [pixel, band] = [Math.floor(at / 3), at % 3];
          if (value !== valueAt(Math.floor(pixel / columns), pixel % columns, band)) expect.fail(`at ${at}`);
        });
      }
    },
  );

  it('lies where the scene does', async () => {
    const target = join(folder.path, 'placed.tif');
    const file = await openProbabilities(target, { rows: 2, columns: 2, classes: CLASSES, georeferencing });
    await file.put({ row: 0, column: 0, rows: 2, columns: 2 }, new Float32Array(12));
    await file.finish();
    const source = await openVariable({ file: target, variable: 'placed' });
    expect(source.georeferencing).toEqual(georeferencing);
    await source.close();
  });
});

describe('probabilities that wait for their result', () => {
  const scene = { rows: 2, columns: 2, classes: CLASSES };
  const whole = { row: 0, column: 0, rows: 2, columns: 2 };

  it('are moved into its folder, and nothing is left beside it', async () => {
    const target = join(folder.path, 'made', 'out');
    await withProbabilities(target, true, never, async (waiting) => {
      const put = await waiting!.start(scene);
      await put(whole, new Float32Array(12).fill(0.5));
      await writeDirectoryWhole(target, false, (temporary) => waiting!.moveInto(temporary));
    });
    expect(readdirSync(target)).toEqual(['probabilities.tif']);
    expect(readdirSync(join(folder.path, 'made'))).toEqual(['out']);
  });

  it('of a job that fails on its way leave nothing, not even the folders that were made for it', async () => {
    const target = join(folder.path, 'unmade', 'out');
    const failing = withProbabilities(target, true, never, async (waiting) => {
      const put = await waiting!.start(scene);
      await put(whole, new Float32Array(12));
      throw new NotWritableError('disk-full', 'The disk is full.', {});
    });
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
    expect(existsSync(join(folder.path, 'unmade'))).toBe(false);
  });

  it('of a job that is cancelled leave nothing', async () => {
    const target = join(folder.path, 'cancelled', 'out');
    const cancel = new AbortController();
    const cancelled = withProbabilities(target, true, cancel.signal, async (waiting) => {
      const put = await waiting!.start(scene);
      cancel.abort();
      await put(whole, new Float32Array(12));
    });
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    expect(existsSync(join(folder.path, 'cancelled'))).toBe(false);
  });

  it('that nobody wants cost nothing', async () => {
    expect(await withProbabilities(folder.path, false, never, async (waiting) => waiting)).toBeUndefined();
  });
});
