import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineHost } from '../../src-main/engine-host/host';
import { nodeWorkers } from '../../src-main/engine-host/node-transport';
import { matFile } from '../support/mat-file';
import { temporaryFolder } from '../support/temporary-folder';
import { CUBE, TRUTH, expected } from '../engine/cube/sample';

const wish = { bands: [29], stretch: 'full' as const, step: 1 };
const folder = temporaryFolder();
let host: EngineHost;

/** The worker as the program runs it: bundled to CommonJS for the oldest runtime. */
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': resolve('src-shared') } },
    ssr: { noExternal: true, external: ['@tensorflow/tfjs-core'] },
    build: {
      ssr: true,
      target: 'node16',
      outDir: folder.path,
      emptyOutDir: false,
      rollupOptions: {
        input: { 'cube-worker': resolve('src-main/cube-worker.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  });
  host = new EngineHost(nodeWorkers(folder.path));
});
afterAll(() => host?.close());

describe('the cube worker', () => {
  it('lists files, and tells how far it is', async () => {
    const fractions: number[] = [];
    const infos = await host.call(
      'inspectFiles',
      { files: [CUBE.file, TRUTH.file] },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    );
    expect(infos.map(({ variables }) => variables.map(({ name, role }) => [name, role]))).toEqual([
      [['indian_pines_corrected', 'cube']],
      [['indian_pines_gt', 'labels']],
    ]);
    expect(fractions).toEqual([0.5, 1]);
  });

  it('opens the sample and serves bands, spectra and class spectra, again and again', async () => {
    const scene = await host.call('openScene', { sceneId: 'a', cube: CUBE, truth: TRUTH });
    expect(scene.truth?.classes).toHaveLength(16);
    for (let n = 0; n < 3; n++) {
      const [picture] = await host.call('readBands', { sceneId: 'a', ...wish });
      expect(picture).toMatchObject({ band: 29, step: 1, rows: 145, columns: 145 });
      const { mean, minimum, maximum } = expected.bands[29];
      const grey = picture.grey.reduce((sum, shade) => sum + shade, 0) / picture.grey.length;
      expect(grey).toBeCloseTo((255 * (mean - minimum)) / (maximum - minimum), 0);
    }
    const { row, column, values } = expected.spectrum;
    expect(Array.from(await host.call('readSpectrum', { sceneId: 'a', row, column }))).toEqual(values);
    const spectra = await host.call('classSpectra', { sceneId: 'a' });
    expect(spectra[8].mean[0] / expected.classes[9].mean[0]).toBeCloseTo(1, 6);
    const truth = await host.call('attachTruth', { sceneId: 'a', truth: TRUTH });
    expect(truth.classes.map(({ pixels }) => pixels)).toEqual(expected.pixels);
    expect(await host.call('closeScene', { sceneId: 'a' })).toBeNull();
    await expect(host.call('readBands', { sceneId: 'a', ...wish })).rejects.toMatchObject({
      code: 'scene-not-open',
    });
  });

  it('reports a bad file by kind and code, and goes on', async () => {
    const file = folder.write('damaged.mat', readFileSync(TRUTH.file).subarray(0, 900));
    const failed = host.call('inspectFiles', { files: [TRUTH.file, file] });
    await expect(failed).rejects.toMatchObject({
      kind: 'unreadable-file',
      code: 'mat-truncated',
      details: { file, length: 900 },
    });
    expect(await host.call('inspectFiles', { files: [TRUTH.file] })).toHaveLength(1);
  });

  it('ends opening when it is cancelled', async () => {
    const values = Float64Array.from({ length: 120 * 120 * 60 }, (_, i) => Math.sin(i));
    const large = matFile({ name: 'c', shape: [120, 120, 60], values, compressed: true });
    const cube = { file: folder.write('large.mat', large), variable: 'c' };
    const cancel = new AbortController();
    const opened = host.call(
      'openScene',
      { sceneId: 'large', cube },
      { signal: cancel.signal, onProgress: () => cancel.abort() },
    );
    await expect(opened).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(host.call('readBands', { sceneId: 'large', ...wish })).rejects.toMatchObject({
      code: 'scene-not-open',
    });
  });

  const map = {
    rows: 2,
    columns: 3,
    labels: Uint16Array.of(1, 2, 1, 2, 2, 1),
    confidence: new Float32Array(6),
  };
  const classes = [1, 2].map((label) => ({
    name: `Class ${label}`,
    color: [label, 0, 0] as [number, number, number],
  }));

  it('writes maps', async () => {
    const file = join(folder.path, 'map.npy');
    expect(await host.call('exportMap', { file, format: 'npy', map, classes })).toEqual({ files: [file] });
    expect(readFileSync(file).subarray(1, 6).toString()).toBe('NUMPY');
    const nowhere = join(folder.path, 'none', 'map.png');
    await expect(
      host.call('exportMap', { file: nowhere, format: 'png', map, classes }),
    ).rejects.toMatchObject({
      kind: 'not-writable',
    });
  });

  it('gives a map the place that the file of its cube knows, and does without where the file is gone', async () => {
    const cube = { file: resolve('tests/fixtures/geotiff/gdal-nodata.tif'), variable: 'gdal-nodata' };
    const placed = join(folder.path, 'placed.tif');
    await host.call('exportMap', { file: placed, format: 'tif', map, classes, cube });
    const [info] = await host.call('inspectFiles', { files: [placed] });
    expect(info.variables[0].georeferencing?.crs).toBe('EPSG:32616');
    const gone = { ...cube, file: join(folder.path, 'gone.tif') };
    const again = { file: placed, format: 'tif', map, classes, cube: gone } as const;
    await expect(host.call('exportMap', again)).rejects.toMatchObject({ code: 'output-file-exists' });
    expect((await host.call('exportMap', { ...again, overwrite: [placed] })).files).toEqual([placed]);
  });
});
