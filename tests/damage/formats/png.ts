import { deflateSync } from 'node:zlib';
import { PNG_SIGNATURE, pngChunk, pngFile, type PngParts } from '../../support/png-file';
import { MEBIBYTE, type Case, type Damage } from '../damage';
import { pngChunks } from '../parts';

const image = (what: string, parts: () => PngParts, end: Case[2] = 'file-damaged'): Case => [
  what,
  () => pngFile(parts()),
  end,
];
const chunkOfLength = (length: number) => () => {
  const bytes = pngFile();
  bytes.writeUInt32BE(length, bytes.indexOf('IDAT') - 4);
  return bytes;
};
const profile = (length: number) =>
  pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(length))]));

export const pngDamage: Damage = {
  name: 'damaged.png',
  small: [
    { file: 'formats/png/palette-transparent.png', isGuarded: true },
    { file: 'formats/png/rgb-16-interlaced.png', isGuarded: true },
    { file: 'formats/png/gray-1.png', isGuarded: true },
  ],
  large: [{ file: 'formats/png/filters.png', parts: pngChunks }],
  sizes: [
    image('2^31 columns', () => ({ columns: 2 ** 31 }), 'png-too-large'),
    image('10^6 x 10^6 pixels', () => ({ rows: 1e6, columns: 1e6 }), 'png-too-large'),
    image('no columns', () => ({ columns: 0 })),
    image('3 bits a sample', () => ({ depth: 3 })),
    image('an unknown kind of colour', () => ({ colorType: 5 })),
    image('an unknown order of its lines', () => ({ interlace: 2 })),
    image('an unknown filter', () => ({ data: Uint8Array.of(0, 1, 2, 9, 3, 4) })),
    image('too few pixels', () => ({ data: Uint8Array.of(0, 1, 2, 0, 3) })),
    image('too many pixels', () => ({ data: Uint8Array.of(0, 1, 2, 0, 3, 4, 0) })),
    image('8,000 x 8,000 pixels in a few bytes', () => ({ rows: 8000, columns: 8000 })),
    ['no header', () => Buffer.concat([PNG_SIGNATURE, pngChunk('IEND', new Uint8Array(0))]), 'file-damaged'],
    [
      'two headers',
      () => pngFile({ before: [pngFile({ columns: 9, rows: 9 }).subarray(8, 33)] }),
      'file-damaged',
    ],
  ],
  bombs: [
    image('a hundred megabytes for four pixels', () => ({ data: new Uint8Array(100 * MEBIBYTE) })),
    image('a hundred megabytes that are no pixels', () => ({ before: [profile(100 * MEBIBYTE)] }), [
      'damaged',
    ]),
    image(
      'a hundred thousand chunks of nothing',
      () => ({
        before: new Array<Buffer>(100_000).fill(pngChunk('tEXt', new Uint8Array(0))),
      }),
      'file-damaged',
    ),
  ],
  cycles: 'nothing in it points at another place in it.',
  links: 'nothing in it names another file.',
  offsets: [
    ['a chunk of 2^32 - 1 bytes', chunkOfLength(2 ** 32 - 1), 'file-damaged'],
    ['a chunk of 2^31 bytes', chunkOfLength(2 ** 31), 'file-damaged'],
    ['a chunk of no bytes where there are some', chunkOfLength(0), 'file-damaged'],
  ],
  missing: 'it is one file.',
};
