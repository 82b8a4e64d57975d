import { npy, npyHeader } from '../../support/npy-file';
import type { Case, Damage } from '../damage';

const header = (shape: string, descr = "'|u1'") => npyHeader(descr, shape);
const lies = (what: string, bytes: () => Uint8Array, end: Case[2]): Case => [what, bytes, end];

export const npyDamage: Damage = {
  name: 'damaged.npy',
  small: [
    { file: 'formats/npy/uint16-C-little.npy' },
    { file: 'formats/npy/float32-F-big.npy' },
    { file: 'formats/npy/version3.npy' },
  ],
  large: [{ file: 'formats/npy/float64-F-little.npy', parts: () => [6, 8, 10, 128, 136, 408, 2360] }],
  sizes: [
    lies('more values than bytes', () => npy(header('3, 5')), 'data-too-short'),
    lies('2^31 rows', () => npy(header('2147483648,')), 'data-too-short'),
    lies('2^31 rows and columns', () => npy(header('2147483648, 2147483648')), 'data-too-short'),
    lies('a product above 2^53', () => npy(header('9007199254740991, 9007199254740991')), 'data-too-short'),
    lies('a length that no number holds', () => npy(header('99999999999999999999,')), 'file-damaged'),
    lies('ten thousand axes', () => npy(header('1, '.repeat(10_000))), 'file-damaged'),
    lies('a type of 10^9 bytes', () => npy(header('3,', "'<f1000000000'")), []),
    lies('an unknown type', () => npy(header('3,', "'<i3'")), 'file-damaged'),
    lies('no shape', () => npy("{'descr': '<f4', 'fortran_order': False}"), 'file-damaged'),
    lies('a version to come', () => npy(header('3,')).fill(9, 6, 7), 'file-damaged'),
  ],
  bombs: 'its values are not packed.',
  cycles: [
    lies('brackets within brackets', () => npy(`{'descr': ${'('.repeat(60_000)}`), 'file-damaged'),
    lies('lists within lists as a type', () => npy(header('3,', '['.repeat(30_000))), []),
  ],
  links: 'nothing in it names another file.',
  offsets: [
    lies('a header behind the end', () => npy(header('3,'), undefined, 60_000), 'file-damaged'),
    lies('a header that ends before it begins', () => npy(header('3,'), undefined, 0), 'file-damaged'),
    lies('negative lengths', () => npy(header('-3, -4')), 'file-damaged'),
  ],
  missing: 'it is one file.',
};
