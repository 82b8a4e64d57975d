import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { convertVariable } from '../../../../src-main/engine/export/cube/convert';
import { temporaryFolder } from '../../../support/temporary-folder';

const SCRIPT = fileURLToPath(new URL('peers.py', import.meta.url));
const TIFFS = fileURLToPath(new URL('../../../fixtures/geotiff/', import.meta.url));
/** A Python with numpy, scipy, rasterio and spectral, if there is one. */
const PYTHON = process.env.BANDSCAPE_PEERS_PYTHON ?? 'python3';
const MISSING = 3;
const folder = temporaryFolder();

it.for(['gdal-nodata', 'gdal-turned', 'gdal-pixel'])(
  'NumPy, SciPy, GDAL and Spectral Python read what was converted from %s',
  async (name, { skip }) => {
    const source = `${TIFFS}${name}.tif`;
    const files = ['npy', 'mat', 'tif', 'hdr'].map((ending) => join(folder.path, `${name}.${ending}`));
    for (const file of files) await convertVariable({ file: source, variable: name }, file);
    const { status, stdout, stderr, error } = spawnSync(PYTHON, ['-W', 'ignore', SCRIPT, source, ...files], {
      encoding: 'utf8',
    });
    if (error || status === MISSING) {
      skip(`skipped: ${PYTHON} has not all of numpy, scipy, rasterio and spectral (BANDSCAPE_PEERS_PYTHON)`);
    }
    expect([status, stderr]).toEqual([0, '']);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { same: boolean; differ: string[] });
    expect(found).toHaveLength(5);
    for (const one of found) expect(one).toMatchObject({ same: true, differ: [] });
  },
);
