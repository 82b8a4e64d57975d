import type { Input } from '../../fuzz/harness';
import { ENVI_DATA, enviHeader } from '../../support/envi-image';
import { fixture, type Case, type Damage } from '../damage';
import { everyBytes, lineEnds } from '../parts';

/** A header, some of its fields changed or left out, and its data. */
function image(fields: Record<string, string | undefined>, data: Uint8Array = ENVI_DATA): Input {
  return {
    open: 'damaged.hdr',
    files: { 'damaged.hdr': Buffer.from(enviHeader(fields)), 'damaged.dat': data },
  };
}

const header = (what: string, fields: Record<string, string | undefined>, end: Case[2]): Case => [
  what,
  () => image(fields),
  end,
];
const alone =
  (name: string, contents: () => Uint8Array): (() => Input) =>
  () => ({
    open: name,
    files: { [name]: contents() },
  });

export const enviDamage: Damage = {
  name: 'damaged.hdr',
  small: [
    { file: 'formats/envi/quirks.hdr', beside: ['formats/envi/quirks.BSQ'] },
    { file: 'formats/envi/classes.hdr', beside: ['formats/envi/classes.img'] },
    { file: 'formats/envi/twofold.dat.hdr', beside: ['formats/envi/twofold.dat'] },
  ],
  large: [
    { file: 'formats/envi/classes.img', beside: ['formats/envi/classes.hdr'], parts: everyBytes(1) },
    { file: 'formats/envi/turned.hdr', beside: ['formats/envi/turned.dat'], parts: lineEnds },
    {
      file: 'formats/envi/float64-bil-big.img',
      beside: ['formats/envi/float64-bil-big.hdr'],
      parts: everyBytes(56),
    },
  ],
  sizes: [
    header('2^31 lines', { lines: '2147483648' }, 'data-too-short'),
    header('2^32 lines and samples', { lines: '4294967296', samples: '4294967296' }, 'data-too-short'),
    header('more digits than a number holds', { lines: '99999999999999999999' }, 'envi-field-wrong'),
    header('no samples', { samples: '0' }, 'envi-field-wrong'),
    header('samples with a fraction', { samples: '4.5' }, 'envi-field-wrong'),
    header('no lines at all', { lines: undefined }, 'envi-field-missing'),
    header('a wider type', { 'data type': '2' }, 'data-too-short'),
    header('an unknown type', { 'data type': '7' }, 'envi-field-wrong'),
    header('a name of every object as interleave', { interleave: 'constructor' }, 'envi-field-wrong'),
    header('2^31 bands', { bands: '2147483648' }, 'data-too-short'),
    header('10^9 classes', { classes: '1000000000' }, ['damaged']),
    header('a list without end', { 'class names': '{a, b' }, 'file-damaged'),
    header('a million wavelengths for two bands', { wavelength: `{${'500,'.repeat(1e6)}}` }, ['damaged']),
    ['no data', () => image({}, new Uint8Array(0)), 'file-empty'],
    ['17 MB of header', () => image({ description: `{${'x'.repeat(17e6)}}` }), 'not-an-envi-header'],
  ],
  bombs: [header('compressed data', { 'file compression': '1' }, 'envi-kind')],
  cycles: [
    [
      'no data but the header itself',
      alone('damaged.hdr', () => fixture('formats/envi/quirks.hdr')),
      'envi-data-missing',
    ],
    header('braces within braces', { 'class names': `${'{'.repeat(100_000)}}` }, ['damaged']),
  ],
  links: [header('an ENVI meta file', { 'file type': 'ENVI Meta File' }, 'envi-kind')],
  offsets: [
    header('a negative offset', { 'header offset': '-8' }, 'envi-field-wrong'),
    header('an offset behind the end', { 'header offset': '25' }, 'data-too-short'),
    header('an offset of 2^63', { 'header offset': '9223372036854775808' }, 'envi-field-wrong'),
    header('negative samples', { samples: '-4' }, 'envi-field-wrong'),
    header('frame offsets', { 'major frame offsets': '{0, 8}' }, 'envi-kind'),
  ],
  missing: [
    ['the data', alone('damaged.hdr', () => fixture('formats/envi/bare.hdr')), 'envi-data-missing'],
    ['the header', alone('damaged.bil', () => fixture('formats/envi/bare')), 'envi-header-missing'],
    [
      'the header, another program having left its own',
      () => ({ open: 'a.bil', files: { 'a.bil': ENVI_DATA, 'a.hdr': Buffer.from('NROWS 3\nNCOLS 4\n') } }),
      'not-an-envi-header',
    ],
  ],
};
