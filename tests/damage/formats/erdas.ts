import { changedFixture, type Case, type Damage } from '../damage';

const header = (what: string, change: (header: Buffer) => unknown, code: string): Case => [
  what,
  () => changedFixture('formats/erdas/little.lan', change),
  code,
];

export const erdasDamage: Damage = {
  name: 'damaged.lan',
  small: [{ file: 'formats/erdas/little.lan' }, { file: 'formats/erdas/truth.GIS' }],
  large: [
    { file: 'formats/erdas/old-big.lan', parts: () => [6, 8, 10, 16, 20, 24, 112, 116, 128, 130, 198] },
  ],
  sizes: [
    header('2^31 - 1 columns', (h) => h.fill(0xff, 16, 24).writeInt32LE(2 ** 31 - 1, 16), 'file-damaged'),
    header(
      '2^24 - 1 rows and columns',
      (h) => h.fill(0, 16, 24).fill(0xff, 16, 19).fill(0xff, 20, 23),
      'data-too-short',
    ),
    header('one row more than there is', (h) => h.writeInt32LE(9, 20), 'data-too-short'),
    header('32,767 bands', (h) => h.writeInt16LE(32_767, 8), 'data-too-short'),
    header('no band', (h) => h.writeInt16LE(0, 8), 'file-damaged'),
    header('an unknown packing', (h) => h.writeInt16LE(3, 6), 'file-damaged'),
    header('four bits a pixel', (h) => h.writeInt16LE(1, 6), 'erdas-four-bits'),
  ],
  bombs: 'its values are not packed.',
  cycles: 'nothing in it points at another place in it.',
  links: 'nothing in it names another file.',
  offsets: [
    header('negative columns', (h) => h.writeInt32LE(-7, 16), 'file-damaged'),
    header(
      'negative rows and columns',
      (h) => h.writeInt32LE(-8, 20) && h.writeInt32LE(-7, 16),
      'file-damaged',
    ),
    header('minus one band', (h) => h.writeInt16LE(-1, 8), 'file-damaged'),
  ],
  missing: 'it is one file; names and colours of classes in a .trl beside it are not read.',
};
