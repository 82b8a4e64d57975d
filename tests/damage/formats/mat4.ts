import { changedFixture, type Case, type Damage } from '../damage';

/** Words of the header of the only matrix: type, rows, columns, imaginary, length of its name. */
const words = (what: string, change: Record<number, number>, end: Case[2]): Case => [
  what,
  () =>
    changedFixture('formats/mat4/tiny.mat', (bytes) => {
      for (const [word, value] of Object.entries(change)) bytes.writeInt32LE(value, 4 * Number(word));
    }),
  end,
];

export const mat4Damage: Damage = {
  name: 'damaged.mat',
  small: [
    { file: 'formats/mat4/tiny.mat' },
    { file: 'formats/mat4/scipy.mat' },
    { file: 'formats/mat4/twice.mat', partsLookWhole: 'of two variables with one name the last counts.' },
  ],
  large: [
    { file: 'formats/mat4/big.mat', parts: (bytes) => [...bytes.keys()].filter((at) => at % 61 === 0) },
  ],
  sizes: [
    words('2^31 - 1 rows', { 1: 2 ** 31 - 1 }, 'data-too-short'),
    words('2^31 - 1 rows and columns', { 1: 2 ** 31 - 1, 2: 2 ** 31 - 1 }, 'data-too-short'),
    words('one row more than there is', { 1: 9 }, 'data-too-short'),
    words('one row fewer than there is', { 1: 7 }, 'file-damaged'),
    words('complex numbers of which half are missing', { 3: 1 }, 'data-too-short'),
    words('a name as long as the file', { 4: 4000 }, 'data-too-short'),
  ],
  bombs: 'its values are not packed.',
  cycles: 'nothing in it points at another place in it.',
  links: 'nothing in it names another file.',
  offsets: [
    words('-8 rows', { 1: -8 }, 'unknown-format'),
    words('-2^31 columns', { 2: -(2 ** 31) }, 'unknown-format'),
    words('a name of -1 letters', { 4: -1 }, 'unknown-format'),
  ],
  missing: 'it is one file.',
};
