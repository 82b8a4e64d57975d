import { deflateSync } from 'node:zlib';
import { changed, imageEntries, long, short, text, tiffFile, type TiffEntry } from '../../support/tiff-file';
import type { Input } from '../../fuzz/harness';
import { MEBIBYTE, type Case, type Damage } from '../damage';
import { tiffParts } from '../parts';

const PIXELS = Uint8Array.from({ length: 64 }, (_, index) => index);
const ENTRIES = imageEntries(8, 8, 64);
const READ = ['damaged'];

const PLACE = '1\n0\n0\n-1\n500000\n4000000\n';
const nameOf = (name: string) => `<Item name="DESCRIPTION" sample="0" role="description">${name}</Item>`;

/** A good image with other files beside it. */
const beside = (files: Record<string, string | Uint8Array>): Input => ({
  open: 'damaged.tif',
  files: {
    'damaged.tif': tiffFile(PIXELS, ENTRIES),
    ...Object.fromEntries(Object.entries(files).map(([name, contents]) => [name, Buffer.from(contents)])),
  },
});

const image = (what: string, changes: TiffEntry[], end: Case[2] = /^tiff-(damaged|truncated)$/): Case => [
  what,
  () => tiffFile(PIXELS, changed(ENTRIES, ...changes)),
  end,
];
const next = (what: string, at: number | ((directory: number) => number), end: Case[2]): Case => [
  what,
  () => tiffFile(PIXELS, ENTRIES, at),
  end,
];
const packed = (
  what: string,
  method: number,
  data: () => Uint8Array,
  end: Case[2] = 'tiff-damaged',
): Case => [
  what,
  () => {
    const block = data();
    return tiffFile(block, changed(imageEntries(8, 8, block.length), short(259, method)));
  },
  end,
];

/** A BigTIFF whose first directory lies at an offset and claims a number of entries. */
const big = (directory: bigint, entries: bigint) => () => {
  const bytes = Buffer.alloc(52);
  bytes.write('II+\0\x08\0\0\0', 'latin1');
  bytes.writeBigUInt64LE(directory, 8);
  bytes.writeBigUInt64LE(entries, 16);
  return bytes;
};

function cycleOfTwo(): Buffer {
  const first = tiffFile(PIXELS, ENTRIES, (at) => at + 2 + 12 * ENTRIES.length + 4);
  const start = first.readUInt32LE(4);
  const second = Buffer.from(first.subarray(start));
  second.writeUInt32LE(start, second.length - 4);
  return Buffer.concat([first, second]);
}

/** As many directories as fit into 4 MB, one behind the other. */
function manyDirectories(): Buffer {
  const length = 2 + 12 * ENTRIES.length + 4;
  const first = tiffFile(PIXELS, ENTRIES, (at) => at + length);
  const start = first.readUInt32LE(4);
  const directory = first.subarray(start);
  const others = Array.from({ length: Math.floor((4 * MEBIBYTE) / length) }, (_, n) => {
    const copy = Buffer.from(directory);
    copy.writeUInt32LE(start + (n + 2) * length, length - 4);
    return copy;
  });
  others[others.length - 1].writeUInt32LE(0, length - 4);
  return Buffer.concat([first, ...others]);
}

/** Sixty thousand entries whose values are all the same four megabytes. */
function sharedValues(): Buffer {
  const entries = Array.from({ length: 60_000 }, (_, n) => ({ ...long(1000 + n, 8, 8), count: MEBIBYTE }));
  const bytes = tiffFile(Buffer.alloc(4 * MEBIBYTE), [...imageEntries(8, 8, 64), ...entries]);
  const directory = bytes.readUInt32LE(4);
  for (let entry = ENTRIES.length; entry < ENTRIES.length + 60_000; entry++)
    bytes.writeUInt32LE(8, directory + 2 + 12 * entry + 8);
  return bytes;
}

const zstdOfGigabytes = () =>
  Buffer.concat([Buffer.from('28b52ffda000000080', 'hex'), Buffer.from('030000', 'hex'), Buffer.alloc(40)]);
const lercOf = (rows: number, columns: number) => () => {
  const bytes = Buffer.alloc(90);
  bytes.write('Lerc2 ', 'latin1');
  bytes.writeInt32LE(2, 6);
  [rows, columns, rows * columns, 8, 90, 1].forEach((value, word) =>
    bytes.writeInt32LE(value | 0, 10 + 4 * word),
  );
  return bytes;
};

export const geotiffDamage: Damage = {
  name: 'damaged.tif',
  small: [
    { file: 'geotiff/labels.tif' },
    { file: 'geotiff/deflate-predictor-big.tif' },
    { file: 'geotiff/zstd-predictor.tif' },
    { file: 'geotiff/lzw-predictor-planar.tif' },
    { file: 'formats/geotiff/rgb-alpha.tif' },
  ],
  large: [
    { file: 'geotiff/pages.tif', parts: tiffParts },
    { file: 'geotiff/planar-tiles.tif', parts: tiffParts },
    { file: 'geotiff/gdal-names.tif', parts: tiffParts },
    { file: 'geotiff/gdal-lerc-zstd.tif', parts: tiffParts },
    { file: 'geotiff/bigtiff.tif', parts: (bytes) => [...bytes.keys()].filter((at) => at % 20 === 0) },
  ],
  sizes: [
    image('65,529 samples a pixel', [short(277, 65_529)]),
    image('65,529 samples a pixel, each with its own blocks', [short(277, 65_529), short(284, 2)]),
    image('10^6 rows and columns', [long(256, 1_000_000), long(257, 1_000_000), long(278, 1_000_000)]),
    image('10^6 rows in strips of one', [long(257, 1_000_000), long(278, 1)]),
    image('2^31 columns', [long(256, 2 ** 31)]),
    image('2^31 rows', [long(257, 2 ** 31)]),
    image('2^32 - 1 rows and columns', [long(256, 2 ** 32 - 1), long(257, 2 ** 32 - 1)]),
    image('no columns', [long(256, 0)]),
    image('no rows', [long(257, 0)]),
    image('no samples', [short(277, 0)]),
    image('strips of no rows', [long(278, 0)]),
    image('tiles of no columns', [long(322, 0), long(323, 16), long(324, 8), long(325, 64)]),
    image('tiles larger than the file', [long(322, 4096), long(323, 4096), long(324, 8), long(325, 64)]),
    image('a strip longer than the file', [long(279, 4_000_000_000)]),
    image('a strip too short', [long(279, 10)]),
    image('4 * 10^9 strips', [{ ...long(273, 8), count: 4_000_000_000 }]),
    ['10^10 entries in 52 bytes', big(16n, 10n ** 10n), 'tiff-damaged'],
    ['2^64 - 1 entries', big(16n, 2n ** 64n - 1n), 'tiff-damaged'],
    ['four megabytes of directories', manyDirectories, /^tiff-/],
    ['sixty thousand entries that share four megabytes', sharedValues, /^tiff-|./],
    image('a million tags of metadata that only begin', [text(42112, '<Item '.repeat(1e6))], READ),
    image('a name of a band in four million digits', [text(42112, nameOf('1'.repeat(4e6)))], READ),
    ['no image at all', () => Buffer.from('II*\0\0\0\0\0', 'latin1'), 'tiff-damaged'],
  ],
  bombs: [
    packed('deflate: a hundred megabytes for 64 bytes', 8, () => deflateSync(Buffer.alloc(100 * MEBIBYTE))),
    image(
      'deflate: 10^9 bytes out of 64',
      [short(259, 8), long(257, 100_000_000), long(278, 100_000_000)],
      /^tiff-/,
    ),
    image(
      'Zstandard: 10^9 bytes out of 64',
      [short(259, 50_000), long(257, 100_000_000), long(278, 100_000_000)],
      /^tiff-/,
    ),
    packed('Zstandard: a frame that claims 2 GB', 50_000, zstdOfGigabytes),
    packed('LERC: a picture of 40,000 x 40,000', 34_887, lercOf(40_000, 40_000)),
    packed('LERC: a picture of 2^31 - 1 rows', 34_887, lercOf(2 ** 31 - 1, 1)),
    packed('PackBits: nothing but repeats', 32_773, () => Buffer.alloc(MEBIBYTE, 0x81), READ),
    packed('LZW: nothing', 5, () => Uint8Array.of(0)),
  ],
  cycles: [
    next('a directory that is its own next', (at) => at, 'tiff-damaged'),
    ['two directories, each the next of the other', cycleOfTwo, 'tiff-damaged'],
    [
      'a file of 38 bytes that points at itself',
      () => tiffFile(new Uint8Array(0), [long(256, 1), long(257, 1)], (at) => at),
      'tiff-damaged',
    ],
  ],
  links: 'nothing in it names another file; those that lie beside it are below.',
  offsets: [
    next('a directory behind the end', 4_000_000_000, 'tiff-truncated'),
    next('a directory at -1', 2 ** 32 - 1, 'tiff-truncated'),
    next('a directory within the header', 1, /^tiff-/),
    ['a first directory at 2^63', big(2n ** 63n, 1n), /^tiff-/],
    ['a first directory at -1', big(2n ** 64n - 1n, 1n), /^tiff-/],
    image('a strip behind the end', [long(273, 1_000_000)]),
    image('a strip at -8', [long(273, 2 ** 32 - 8)]),
    image('a strip within the header', [long(273, 2)]),
  ],
  missing: [
    ['a world file with one number', () => beside({ 'damaged.tfw': '1\n' }), READ],
    ['a world file of the largest numbers', () => beside({ 'damaged.tfw': '1e308\n'.repeat(6) }), READ],
    ['a world file of zeros', () => beside({ 'damaged.tfw': Buffer.alloc(4096) }), READ],
    ['a world file of 50 MB', () => beside({ 'damaged.tfw': Buffer.alloc(50 * MEBIBYTE, '1\n') }), READ],
    [
      'notes that begin two hundred thousand tags',
      () => beside({ 'damaged.tif.aux.xml': '<SRS '.repeat(2e5) }),
      READ,
    ],
    [
      'a coordinate system that is no text',
      () => beside({ 'damaged.tfw': PLACE, 'damaged.prj': PIXELS }),
      READ,
    ],
  ],
};
