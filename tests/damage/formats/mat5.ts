import { deflateSync } from 'node:zlib';
import {
  cellElement,
  compressedElement,
  element,
  matHeader,
  matrixElement,
  structElement,
  type MatrixParts,
} from '../../support/mat-file';
import { MEBIBYTE, type Case, type Damage } from '../damage';
import { matElements } from '../parts';

const HONEST: MatrixParts = {
  name: 'x',
  dims: [3, 4],
  classNumber: 9,
  storage: 2,
  contents: new Uint8Array(12),
};
const file = (...blocks: Buffer[]) => Buffer.concat([matHeader(), ...blocks]);
const matrix = (parts: Partial<MatrixParts> = {}) => matrixElement({ ...HONEST, ...parts });

/** A matrix that lies, packed and not. */
const lies = (what: string, parts: Partial<MatrixParts>, end: Case[2] = 'mat-damaged'): Case[] => [
  [what, () => file(matrix(parts)), end],
  [`${what}, packed`, () => file(compressedElement(matrix(parts))), end],
];

/** Something whose own length says something else. */
function ofLength(block: Buffer, length: number): Buffer {
  const copy = Buffer.from(block);
  copy.writeUInt32LE(length >>> 0, 4);
  return copy;
}

/** Dimensions and the values' own tag agree, as does the whole; only the data are not there. */
function claims(values: number): Buffer {
  const block = matrix({ dims: [values / 2, 2] });
  block.writeUInt32LE(values, block.length - 16 - 4);
  return ofLength(block, values + 100);
}

/** @param shell an element with nothing in it, into which the same is put, and so on */
function nested(shell: Buffer, depth: number): Buffer {
  const innermost = matrix({ name: '' });
  const inside = (levels: number) => innermost.length + levels * shell.length;
  const shells = Array.from({ length: depth }, (_, n) => ofLength(shell, inside(depth - n) - 8));
  return Buffer.concat([...shells, innermost]);
}
const CELLS = cellElement('c', [Buffer.alloc(0)]);
const STRUCT = structElement('s', { f: Buffer.alloc(0) });

export const mat5Damage: Damage = {
  name: 'damaged.mat',
  small: [
    { file: 'mat/nested-tiny-plain.mat' },
    { file: 'mat/nested-tiny-compressed.mat' },
    { file: 'mat/from-scipy/miutf8_array_name.mat' },
    { file: 'mat/wrong-checksum.mat' },
  ],
  large: [
    { file: 'mat/little-plain.mat', parts: matElements },
    { file: 'mat/little-compressed.mat', parts: matElements },
    { file: 'mat/nested-little-plain.mat', parts: matElements },
    {
      file: 'mat/quirks.mat',
      partsLookWhole: 'of two variables with one name the last counts.',
      parts: matElements,
    },
  ],
  sizes: [
    ...lies('more values than bytes', { dims: [30, 40] }),
    ...lies('fewer values than bytes', { dims: [3, 3] }),
    ...lies('2^31 - 1 rows', { dims: [2 ** 31 - 1, 4] }),
    ...lies('a product that overflows', { dims: [2_000_000_000, 2_000_000_000, 2_000_000_000] }),
    ...lies('a product that overflows 32 bits to the right number', { dims: [65_536, 65_536, 12] }),
    ...lies('one dimension', { dims: [12] }),
    ...lies('a hundred dimensions', { dims: new Array<number>(100).fill(1) }),
    ...lies('an unknown class', { classNumber: 99 }),
    ...lies('an unknown type of its values', { storage: 8 }),
    ...lies('a wider type of its values', { storage: 9 }),
    ['3 GB in a file of two hundred bytes', () => file(claims(3_000_000_000)), 'mat-truncated'],
    ['3 GB in sixty packed bytes', () => file(compressedElement(claims(3_000_000_000))), 'mat-damaged'],
    [
      'packed values that are not all there',
      () =>
        file(compressedElement(matrix({ dims: [300, 4], contents: new Uint8Array(1200) }).subarray(0, 500))),
      'mat-damaged',
    ],
    [
      'a cell array of 2^31 - 1 cells',
      () => {
        const block = cellElement('c', [matrix()]);
        block.writeInt32LE(2 ** 31 - 1, block.indexOf('c', 8, 'latin1') - 8 - 4);
        return file(block);
      },
      ['c{1}'],
    ],
    ['zeros behind the last variable', () => file(matrix(), Buffer.alloc(64)), /^mat-/],
    ['three bytes behind the last variable', () => file(matrix(), Buffer.of(1, 2, 3)), /^mat-/],
  ],
  bombs: [
    [
      'a hundred megabytes behind the values',
      () => file(compressedElement(Buffer.concat([matrix(), Buffer.alloc(100 * MEBIBYTE)]))),
      ['x'],
    ],
    [
      'a name of a hundred megabytes',
      () => file(compressedElement(matrix({ name: 'x'.repeat(100 * MEBIBYTE) }))),
      /^mat-/,
    ],
    [
      'a packed variable in a packed variable',
      () => file(compressedElement(compressedElement(matrix()))),
      'mat-damaged',
    ],
    [
      'text instead of packed data',
      () => file(element(15, Buffer.from('no packed data, but text'))),
      'mat-damaged',
    ],
    ['nothing instead of packed data', () => file(element(15, Buffer.alloc(0))), 'mat-damaged'],
    [
      'a preset dictionary',
      () => file(element(15, deflateSync(Buffer.alloc(96), { dictionary: Buffer.from('abc') }))),
      'mat-damaged',
    ],
  ],
  cycles: [
    ['cells within cells, a thousand deep', () => file(nested(CELLS, 1000)), []],
    [
      'cells within cells, ten thousand deep, packed',
      () => file(compressedElement(nested(CELLS, 10_000))),
      [],
    ],
    ['structs within structs, a thousand deep', () => file(nested(STRUCT, 1000)), []],
  ],
  links: 'nothing in it names another file.',
  offsets: [
    ...lies('negative dimensions', { dims: [-3, -4] }),
    ['a matrix of -1 bytes', () => file(ofLength(matrix(), -1)), 'mat-truncated'],
    ['a matrix of -2^31 bytes', () => file(ofLength(matrix(), 2 ** 31)), 'mat-truncated'],
    ['a matrix of no bytes', () => file(ofLength(matrix(), 0)), /^mat-/],
    [
      'values of -1 bytes',
      () => {
        const block = matrix();
        block.writeUInt32LE(2 ** 32 - 1, block.length - 16 - 4);
        return file(block);
      },
      'mat-damaged',
    ],
    [
      'an order of bytes that is none',
      () => {
        const bytes = file(matrix());
        bytes.write('XX', 126);
        return bytes;
      },
      'mat-damaged',
    ],
  ],
  missing: 'it is one file.',
};
