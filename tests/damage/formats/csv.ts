import { MEBIBYTE, type Case, type Damage } from '../damage';
import { lineEnds } from '../parts';

const CUT = 'a table does not say how many lines it has, nor a number how many digits.';
const table = (what: string, text: () => string, end: Case[2]): Case => [
  what,
  () => Buffer.from(text()),
  end,
];
const list = (...lines: string[]) => ['row,column,label', ...lines, ''].join('\n');

export const csvDamage: Damage = {
  name: 'damaged.csv',
  small: [
    { file: 'formats/csv/list.csv', partsLookWhole: CUT },
    { file: 'formats/csv/frame.csv', partsLookWhole: CUT },
    { file: 'formats/csv/unicode-text.txt', partsLookWhole: CUT },
    { file: 'formats/csv/wavelengths.csv', partsLookWhole: CUT },
  ],
  large: [{ file: 'formats/csv/aligned.txt', partsLookWhole: CUT, parts: lineEnds }],
  sizes: [
    table('a pixel in row 2^31', () => list('2147483648,1,1'), 'list-no-pixel'),
    table('a picture of 65,535 x 65,535 pixels', () => list('1,1,1', '65535,65535,1'), 'list-no-pixel'),
    table('a line that is longer than the first', () => '1,2,3\n4,5,6,7\n', 'table-line-length-differs'),
    table('a line that is shorter than the first', () => '1,2,3\n4,5\n', 'table-line-length-differs'),
    table('a number that none can hold', () => '1,1e999\n2,3\n', 'table-cell-no-number'),
    table('more text than is read', () => '1,2,3\n'.repeat((33 * MEBIBYTE) / 6), 'table-too-long'),
    table('a line of ten million numbers', () => '1,'.repeat(10_000_000), 'table-line-too-long'),
    table('ten million lines of one number', () => '1\n'.repeat(10_000_000), 'table-too-many-rows'),
    table('thirty megabytes without a separator', () => '1'.repeat(30 * MEBIBYTE), 'table-line-too-long'),
    table('thirty megabytes of quotes', () => '"'.repeat(30 * MEBIBYTE), 'table-line-too-long'),
    table('thirty megabytes of separators', () => ','.repeat(30 * MEBIBYTE), 'table-line-too-long'),
    table('a line of half a million numbers', () => '1,'.repeat(500_000), ['damaged']),
    table(
      'sixty thousand classes',
      () => list(Array.from({ length: 6e4 }, (_, n) => `${n % 99},${n},k${n}`).join('\n')),
      ['damaged'],
    ),
    table(
      'half a million classes',
      () => list(Array.from({ length: 5e5 }, (_, n) => `${n % 999},${n % 65_536},k${n}`).join('\n')),
      'list-too-many-classes',
    ),
  ],
  bombs: 'text is not packed.',
  cycles: 'nothing in it points at another place in it.',
  links: 'nothing in it names another file.',
  offsets: [
    table('a pixel in row -1', () => list('-1,0,1'), 'list-no-pixel'),
    table('a pixel in row 0.5', () => list('0.5,0,1'), 'list-no-pixel'),
    table('a pixel with two labels', () => list('1,1,1', '1,1,2'), 'list-pixel-twice'),
  ],
  missing: 'it is one file.',
};
