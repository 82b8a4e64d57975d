import { deflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classColors } from '@shared/palettes';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { encodePng } from '../../../src-main/engine/export/png';
import { crc32 } from '../../../src-main/engine/files/crc32';
import { inspectFile } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/png/', import.meta.url));
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const folder = temporaryFolder();

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

interface Parts {
  columns?: number;
  rows?: number;
  depth?: number;
  colorType?: number;
  interlace?: number;
  before?: Buffer[];
  data?: Uint8Array;
}

/** A gray image of 2 x 2 pixels with the labels 1 to 4, unless told otherwise. */
function png({
  columns = 2,
  rows = 2,
  depth = 8,
  colorType = 0,
  interlace = 0,
  before = [],
  data,
}: Parts = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  const lines = data ?? Uint8Array.of(0, 1, 2, 0, 3, 4);
  const packed = chunk('IDAT', deflateSync(lines));
  const end = chunk('IEND', new Uint8Array(0));
  return Buffer.concat([Uint8Array.from(SIGNATURE), chunk('IHDR', header), ...before, packed, end]);
}

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
    const file = write(encodePng({ rows: 2, columns: 3, labels }, classes));
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
    const file = write(png({ rows: 40, columns: 40, ...parts }));
    await expect(inspectFile(file)).rejects.toMatchObject({
      kind: 'unusable-data',
      code: 'image-not-labels',
    });
    await expect(inspectFile(file)).rejects.toThrow(/^[^\n]+\.$/);
  });
});

describe('a damaged image', () => {
  const wrongSum = () => {
    const bytes = png();
    bytes[bytes.indexOf('IDAT') + 5] ^= 1;
    return bytes;
  };
  const profile = chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1e6))]));
  it.each<[string, () => Buffer, string]>([
    [
      'without a header',
      () => Buffer.concat([Uint8Array.from(SIGNATURE), chunk('IEND', new Uint8Array(0))]),
      'file-damaged',
    ],
    ['without an end', () => png().subarray(0, -12), 'file-damaged'],
    ['with a wrong checksum', wrongSum, 'file-damaged'],
    ['of no columns', () => png({ columns: 0 }), 'file-damaged'],
    ['of 3 bits', () => png({ depth: 3 }), 'file-damaged'],
    ['of an unknown kind of colour', () => png({ colorType: 5 }), 'file-damaged'],
    ['of an unknown order', () => png({ interlace: 2 }), 'file-damaged'],
    ['with an unknown filter', () => png({ data: Uint8Array.of(0, 1, 2, 9, 3, 4) }), 'file-damaged'],
    ['with too few pixels', () => png({ data: Uint8Array.of(0, 1, 2, 0, 3) }), 'file-damaged'],
    ['with too many pixels', () => png({ data: Uint8Array.of(0, 1, 2, 0, 3, 4, 0) }), 'file-damaged'],
    [
      'that unpacks to a thousand times its size',
      () => png({ data: new Uint8Array(50_000_000) }),
      'file-damaged',
    ],
    ['of 2^31 columns', () => png({ columns: 2 ** 31 }), 'png-too-large'],
    ['of 10^6 x 10^6 pixels', () => png({ rows: 1e6, columns: 1e6 }), 'png-too-large'],
  ])('is refused: one %s', async (_, bytes, code) => {
    await expect(inspectFile(write(bytes()))).rejects.toMatchObject({ code });
  });

  it('is none because of the filter "average", which Pillow never uses', async () => {
    const file = write(png({ data: Uint8Array.of(3, 10, 20, 3, 1, 1) }));
    expect((await truthOf(file)).labels).toEqual(Uint16Array.of(10, 25, 6, 16));
  });

  it('never unpacks what is no pixel', async () => {
    const file = write(png({ before: [profile] }));
    expect((await truthOf(file)).labels).toEqual(Uint16Array.of(1, 2, 3, 4));
  });
});
