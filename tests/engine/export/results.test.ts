import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeClassification } from '../../../src-main/engine/export/classification';
import { writePrediction } from '../../../src-main/engine/export/prediction';
import { writeMap, writeReport } from '../../../src-main/engine/export/write';
import { decodeNpy } from '../../support/decode-npy';
import { decodePng } from '../../support/decode-png';
import { decodeTiff } from '../../support/decode-tiff';
import { someResult } from '../../support/some-result';

const result = someResult();
let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-results-'));
  out = join(folder, 'out');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = (name: string) => readFile(join(out, name));
const labels = Uint8Array.from(result.map.labels);

describe('writeClassification', () => {
  it('writes all files, each with what the result holds', async () => {
    await writeClassification(out, result, {
      writeModel: async (directory) => {
        await mkdir(directory);
        await writeFile(join(directory, 'weights.bin'), 'weights');
      },
    });
    expect((await readdir(out)).sort()).toEqual([
      ...['confusion.csv', 'history.csv', 'map.npy', 'map.png', 'map.tif', 'model', 'report.json'],
      ...['report.txt', 'split.npy'],
    ]);
    expect(JSON.parse(await readFile(join(out, 'report.json'), 'utf8'))).toEqual(result.report);
    expect(decodeNpy(await bytes('map.npy'))).toEqual({
      description: '|u1',
      dtype: 'uint8',
      shape: [8, 12],
      values: labels,
    });
    expect(decodeNpy(await bytes('split.npy')).values).toEqual(result.split);
    expect(decodePng(await bytes('map.png')).pixels).toEqual(labels);
    expect(decodeTiff(await bytes('map.tif')).pixels).toEqual(labels);
    expect(await readdir(join(out, 'model'))).toEqual(['weights.bin']);
  });

  it('leaves nothing where the model cannot be written', async () => {
    const writing = writeClassification(out, result, {
      writeModel: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', errno: -28 })),
    });
    await expect(writing).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('writePrediction', () => {
  it('writes map, confidence and what they were made from; it may be replaced when told to', async () => {
    const { map, report } = result;
    const prediction = { map, classes: report.classes, source: { model: 'm', cube: 'c:v' } };
    await writePrediction(out, prediction);
    await writePrediction(out, prediction, { overwrite: true });
    expect((await readdir(out)).sort()).toEqual([
      'confidence.npy',
      'map.npy',
      'map.png',
      'map.tif',
      'prediction.json',
    ]);
    expect(decodeNpy(await bytes('confidence.npy')).values).toEqual(map.confidence);
    expect(JSON.parse(await readFile(join(out, 'prediction.json'), 'utf8'))).toMatchObject({
      cube: 'c:v',
      classes: [{ label: 1, name: 'Class 1' }, { label: 2 }, { label: 3 }],
    });
  });
});

describe('single files', () => {
  it.each(['png', 'npy', 'tif'] as const)('writes the map as %s', async (format) => {
    await mkdir(out);
    await writeMap(join(out, 'map'), format, result.map, result.report.classes);
    const decode = {
      png: (data: Uint8Array) => decodePng(data).pixels,
      npy: (data: Uint8Array) => decodeNpy(data).values,
      tif: (data: Uint8Array) => decodeTiff(data).pixels,
    }[format];
    expect(decode(await bytes('map'))).toEqual(labels);
  });

  it.each(['json', 'txt', 'csv'] as const)('writes the report as %s', async (format) => {
    await mkdir(out);
    await writeReport(join(out, 'report'), format, result);
    const text = (await bytes('report')).toString();
    const oa = format === 'txt' ? (100 * result.report.oa).toFixed(2) : String(result.report.oa);
    expect(text).toContain(oa);
    expect(text).toContain('Class 3');
  });
});
