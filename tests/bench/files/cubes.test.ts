import { describe, expect, test } from 'vitest';
import { openCube } from '../../../src-main/engine/cube/open';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { temporaryFolder } from '../../support/temporary-folder';
import { CUBE_KINDS, makeCube } from './cubes';
import { FILLED_LINES } from './lines';

const folder = temporaryFolder();
const shape = { rows: 20, columns: 22, bands: 6 };

/** Noise lies between 0 and 100 above a level that rises from band to band. */
function expectBand(values: ArrayLike<number>, band: number): void {
  for (const value of Array.from(values)) {
    expect(value).toBeGreaterThanOrEqual(1000 + 5 * band);
    expect(value).toBeLessThan(1100 + 5 * band);
  }
  expect(new Set(Array.from(values)).size).toBeGreaterThan(values.length / 2);
}

describe.each(CUBE_KINDS.map((kind) => [kind.id, kind] as const))('a cube of kind %s', (_, kind) => {
  test.each([true, false])('is what it says it is (filled: %s)', async (filled) => {
    const { file, variable, truth } = await makeCube(folder.path, { ...kind, shape }, filled);
    const cube = await openCube({ file, variable });
    const byColumns = cube.tileAxis === 'columns';
    const lines = byColumns ? 'columns' : 'rows';
    expect(cube).toMatchObject({ ...shape, dtype: 'float32' });
    for (let band = 0; band < shape.bands; band++) {
      expectBand(await cube.read({ [lines]: [0, FILLED_LINES], bands: [band, band + 1] }), band);
      const rest = await cube.read({ [lines]: [FILLED_LINES, shape[lines]], bands: [band, band + 1] });
      if (filled) expectBand(rest, band);
      else expect(Math.max(...rest)).toBe(0);
    }
    await cube.close();
    const { classes } = await readTruth({ file: truth, variable: 'truth' });
    expect(classes.map(({ label }) => label)).toEqual([1, 2, 3, 4]);
  });
});
