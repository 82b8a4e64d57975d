import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SceneStore } from '../../../src-main/engine/cube/scene-store';
import { withoutParts } from '../../../src-main/engine/files/parts';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { ENVI_DATA, enviImages } from '../../support/envi-image';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/envi/', import.meta.url));
const folder = temporaryFolder();

const image = enviImages(folder);

describe('the two files of an image', () => {
  it('opened together are one image', async () => {
    const infos = await Promise.all(
      ['bare', 'bare.hdr', 'twofold.dat'].map((name) => inspectFile(FIXTURES + name)),
    );
    expect(withoutParts(infos).map(({ file }) => file.slice(FIXTURES.length))).toEqual([
      'bare.hdr',
      'twofold.dat',
    ]);
  });

  it('the missing one is named, whichever was opened', async () => {
    const header = readFileSync(`${FIXTURES}bare.hdr`);
    const lonely = folder.write('lonely.hdr', header);
    expect(await readEverything(lonely)).toMatchObject({
      kind: 'unreadable-file',
      code: 'envi-data-missing',
      details: { data: 'lonely.dat' },
    });
    const raw = folder.write(
      'alone.bil',
      Uint8Array.from({ length: 50 }, (_, i) => i),
    );
    expect(await readEverything(raw)).toMatchObject({
      kind: 'unreadable-file',
      code: 'envi-header-missing',
      details: { header: 'alone.hdr' },
    });
  });

  it('data that end at any byte before the last are refused', async () => {
    const header = image('short', { interleave: 'bip' });
    for (let length = 1; length < ENVI_DATA.length; length++) {
      folder.write('short.dat', ENVI_DATA.subarray(0, length));
      expect(await readEverything(header)).toMatchObject({ code: 'data-too-short', details: { length } });
    }
    folder.write('short.dat', '');
    expect(await readEverything(header)).toMatchObject({ code: 'file-empty' });
  });

  it('a header of another program beside the data is refused', async () => {
    folder.write('esri.hdr', 'NROWS 3\nNCOLS 4\n');
    const data = folder.write('esri.bil', ENVI_DATA);
    expect(await readEverything(data)).toMatchObject({ code: 'not-an-envi-header' });
  });

  it('the data of another format are not taken for raw data', async () => {
    expect(await readEverything(folder.write('page.dat', '<!DOCTYPE html><html></html>'))).toMatchObject({
      code: 'web-page',
    });
  });

  it('of three gigabytes open without being read', async () => {
    const data = join(folder.path, 'large.dat');
    const handle = openSync(data, 'w');
    ftruncateSync(handle, 3_000_000_000);
    writeSync(handle, Buffer.from([7]), 0, 1, 2_999_999_999);
    closeSync(handle);
    const file = image('large-copy', { samples: '3000', lines: '5000', bands: '200' });
    const header = folder.write('large.hdr', readFileSync(file));
    const before = process.memoryUsage().arrayBuffers;
    const source = await openVariable({ file: header, variable: 'large' });
    const corner = await source.read([
      [4999, 5000],
      [2999, 3000],
      [198, 200],
    ]);
    expect(Array.from(corner)).toEqual([0, 7]);
    await source.close();
    const store = new SceneStore();
    const scene = await store.open({ sceneId: 'large', cube: { file: header, variable: 'large' } });
    expect(scene.warnings).toMatchObject([{ code: 'scene-not-checked' }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    const [{ grey }] = await store.readBands('large', { bands: [199], stretch: 'full', step: 1 });
    expect([grey[0], grey[14_999_999]]).toEqual([0, 255]);
    await store.close('large');
  });
});
