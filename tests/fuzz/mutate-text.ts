import type { Random } from '../../src-main/engine/samples/random';

/** Numbers at which readers of text go wrong. */
const INTERESTING = ['0', '-1', '1', '2', '65535', '2147483647', '2147483648', '4294967295', '4294967296']
  .concat(['9007199254740993', '18446744073709551616', '99999999999999999999', '1e400', '-0', '0.5', 'NaN'])
  .concat([
    'Infinity',
    '',
    '0x10',
    '1,1',
    '{',
    '}',
    '(',
    '<',
    '"',
    '\n',
    '\0',
    '\u001b[31m',
    '%s',
    '9'.repeat(400),
  ]);

/** A number written in digits, such as a size in a text header or in metadata. */
const NUMBER = /(?<=[\s{}(),:=>"'<])[-+]?\d+(?:\.\d+)?/g;

/** One of the numbers that are written in digits is replaced by another; a file without any stays as it is. */
export function mutateNumbers(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(NUMBER)];
  if (found.length === 0) return bytes;
  // The first numbers of a header say what the rest means.
  const most = random.integer(2) === 0 ? Math.min(8, found.length) : found.length;
  const { index, 0: old } = found[random.integer(most)];
  const replacement = INTERESTING[random.integer(INTERESTING.length)];
  return Buffer.from(text.slice(0, index) + replacement + text.slice(index + old.length), 'latin1');
}
