import { deflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classColors } from '@shared/palettes';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { drawMap } from '../../../src-main/engine/export/picture/draw';
import { inspectFile } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { PNG_SIGNATURE, pngChunk, pngFile } from '../../support/png-file';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/png/', import.meta.url));
const folder = temporaryFolder();

const write = (bytes: Uint8Array) => folder.write('labels.png', bytes);
const truthOf = (file: string) => readTruth({ file, variable: /([^/]+)\.png$/.exec(file)![1] });
const classesOf = async (file: string) =>
  (await truthOf(file)).classes.map(({ label, color }) => [label, ...color]);

describe('the classes of an image', () => {
  it('have the colours of its palette', async () => {
    expect(await classesOf(`${FIXTURES}palette.png`)).toEqual([
      [1, 200, 10, 10],
      [2, 10, 200, 10],
      [3, 10, 10, 200],
    ]);
  });

  it('have the colours of the pixels', async () => {
    const colors = [
      [1, 20, 90, 30],
      [2, 180, 60, 50],
      [3, 180, 60, 51],
    ];
    for (const name of ['rgb', 'rgb-alpha', 'rgb-16-interlaced'])
      expect(await classesOf(`${FIXTURES}${name}.png`), name).toEqual(colors);
  });

  it('keep the numbers that their colours have in the published palette', async () => {
    const [first, , third, , fifth] = classColors(5);
    const expected = [
      [1, ...first],
      [3, ...third],
      [5, ...fifth],
    ];
    expect(await classesOf(`${FIXTURES}rgb-published.png`)).toEqual(expected);
  });

  it('have colours of the default palette where the image is gray', async () => {
    const [first] = classColors(1);
    for (const name of ['gray', 'rgb-gray', 'gray-transparent'])
      expect((await classesOf(`${FIXTURES}${name}.png`))[0], name).toEqual([1, ...first]);
  });

  it('come back from a map that Bandscape wrote', async () => {
    const labels = Uint16Array.of(0, 1, 2, 3, 3, 1);
    const classes = classColors(3).map((color, index) => ({ name: `Class ${index + 1}`, color }));
    const file = write((await drawMap({ rows: 2, columns: 3, labels }, classes)).png);
    const truth = await truthOf(file);
    expect(truth.labels).toEqual(labels);
    expect(truth.classes.map(({ name, color }) => ({ name, color }))).toEqual(classes);
  });
});

describe('an image that is no map of classes', () => {
  const random = createRandom(4, 'photograph');
  const noise = (samples: number) =>
    Uint8Array.from({ length: 40 * (1 + 40 * samples) }, (_, at) =>
      at % (1 + 40 * samples) === 0 ? 0 : random.integer(256),
    );

  it.each([
    ['in colours', { colorType: 2, data: noise(3) }],
    ['in colours with opacity', { colorType: 6, data: noise(4) }],
    ['in 65,536 grays', { colorType: 0, depth: 16, data: noise(2) }],
  ])('is refused in one sentence: a photograph %s', async (_, parts) => {
    const file = write(pngFile({ rows: 40, columns: 40, ...parts }));
    await expect(inspectFile(file)).rejects.toMatchObject({
      kind: 'unusable-data',
      code: 'image-not-labels',
    });
    await expect(inspectFile(file)).rejects.toThrow(/^[^\n]+\.$/);
  });
});

describe('a damaged image', () => {
  const wrongSum = () => {
    const bytes = pngFile();
    bytes[bytes.indexOf('IDAT') + 5] ^= 1;
    return bytes;
  };
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1e6))]));
  it.each<[string, () => Buffer, string]>([
    [
      'without a header',
      () => Buffer.concat([PNG_SIGNATURE, pngChunk('IEND', new Uint8Array(0))]),
      'file-damaged',
    ],
    ['without an end', () => pngFile().subarray(0, -12), 'file-damaged'],
    ['with a wrong checksum', wrongSum, 'file-damaged'],
    ['of no columns', () => pngFile({ columns: 0 }), 'file-damaged'],
    ['of 3 bits', () => pngFile({ depth: 3 }), 'file-damaged'],
    ['of an unknown kind of colour', () => pngFile({ colorType: 5 }), 'file-damaged'],
    ['of an unknown order', () => pngFile({ interlace: 2 }), 'file-damaged'],
    ['with an unknown filter', () => pngFile({ data: Uint8Array.of(0, 1, 2, 9, 3, 4) }), 'file-damaged'],
    ['with too few pixels', () => pngFile({ data: Uint8Array.of(0, 1, 2, 0, 3) }), 'file-damaged'],
    ['with too many pixels', () => pngFile({ data: Uint8Array.of(0, 1, 2, 0, 3, 4, 0) }), 'file-damaged'],
    [
      'that unpacks to a thousand times its size',
      () => pngFile({ data: new Uint8Array(50_000_000) }),
      'file-damaged',
    ],
    ['of 2^31 columns', () => pngFile({ columns: 2 ** 31 }), 'png-too-large'],
    ['of 10^6 x 10^6 pixels', () => pngFile({ rows: 1e6, columns: 1e6 }), 'png-too-large'],
  ])('is refused: one %s', async (_, bytes, code) => {
    await expect(inspectFile(write(bytes()))).rejects.toMatchObject({ code });
  });

  it('is none because of the filter "average", which Pillow never uses', async () => {
    const file = write(pngFile({ data: Uint8Array.of(3, 10, 20, 3, 1, 1) }));
    expect((await truthOf(file)).labels).toEqual(Uint16Array.of(10, 25, 6, 16));
  });

  it('never unpacks what is no pixel', async () => {
    const file = write(pngFile({ before: [profile] }));
    expect((await truthOf(file)).labels).toEqual(Uint16Array.of(1, 2, 3, 4));
  });
});
