import type { ErrorReportLike } from '@shared/scene';
import { fileName } from '../file-errors';

/** Types whose values are single bytes. */
const BYTES = ['1'];

interface Lengths {
  header: string;
  data: string;
  /** The byte of the data file behind the last value that the header declares. */
  stop: number;
  /** Of the data file. */
  length: number;
}

/**
 * What a header leaves open although the values depend on it: they can be read, but may be others than were meant, as
 * where a header was cut off.
 */
export function layoutWarnings(
  fields: ReadonlyMap<string, string>,
  { header, data, stop, length }: Lengths,
): ErrorReportLike[] {
  const warnings: ErrorReportLike[] = [];
  if (!fields.has('byte order') && !BYTES.includes(fields.get('data type') ?? '')) {
    warnings.push({
      code: 'envi-byte-order-missing',
      message:
        `The header "${fileName(header)}" lacks the field "byte order", so the values were read as little-endian (0): ` +
        'if they make no sense, add "byte order = 1".',
      details: { file: header },
    });
  }
  if (length > stop) {
    warnings.push({
      code: 'envi-data-longer',
      message:
        `"${fileName(data)}" holds ${length} bytes, but the header "${fileName(header)}" declares only ${stop}: the rest ` +
        'is left out; if the picture makes no sense, check the fields "header offset", "data type" and the sizes.',
      details: { file: data, header, length, stop },
    });
  }
  return warnings;
}
