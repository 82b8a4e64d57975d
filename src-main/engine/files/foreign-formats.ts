import { UnreadableFileError, UnsupportedFormatError, type BandscapeError } from '../errors';
import { fileName } from './file-errors';
import type { Format } from './source';

interface ForeignFormat {
  code: string;
  /** What the file is, as the end of "... is". */
  name: string;
  /** What to do instead, where there is something better to say than which formats are read. */
  advice?: string;
  matches(head: Uint8Array): boolean;
}

/** Files that people try to open, told apart so that the message can say what theirs is; first match wins. */
const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  {
    code: 'netcdf-classic',
    name: 'a NetCDF file of the classic format',
    advice: 'Convert it, for instance with nccopy -k netCDF-4.',
    matches: (head) => [1, 2, 5].some((version) => startsWith(head, [...text('CDF'), version])),
  },
  {
    code: 'hdf4',
    name: 'an HDF4 file',
    advice: 'Convert it, for instance with h4toh5.',
    matches: (head) => startsWith(head, [0x0e, 0x03, 0x13, 0x01]),
  },
  { code: 'zip', name: 'a ZIP archive', matches: (head) => startsWith(head, text('PK\x03\x04')) },
  { code: 'gzip', name: 'a gzip archive', matches: (head) => startsWith(head, [0x1f, 0x8b]) },
  {
    code: 'jpeg',
    name: 'a JPEG image',
    advice: 'JPEG blurs colours, so no labels can be told from it: save the original image as PNG.',
    matches: (head) => startsWith(head, [0xff, 0xd8, 0xff]),
  },
  {
    code: 'bmp',
    name: 'a BMP image',
    advice: 'Save it as PNG, which keeps every colour.',
    matches: (head) => startsWith(head, text('BM')) && startsWith(head.subarray(6), [0, 0, 0, 0]),
  },
  {
    code: 'gif',
    name: 'a GIF image',
    advice: 'Save it as PNG, which keeps every colour.',
    matches: (head) => startsWith(head, text('GIF8')),
  },
  {
    code: 'web-page',
    name: 'a web page, as a failed download leaves behind',
    matches: (head) => /^\s*<(!doctype html|html)/i.test(latin1(head, 200)),
  },
  { code: 'text-file', name: 'a text file', matches: isText },
];

/** What a file is that begins with `head`, where it is one of the known ones. */
export function foreignFormatOf(head: Uint8Array): ForeignFormat | undefined {
  return FOREIGN_FORMATS.find(({ matches }) => matches(head));
}

/** Why no reader takes the file, and what to do about it. */
export function foreignFormatError(
  file: string,
  head: Uint8Array,
  formats: readonly Format[],
): BandscapeError {
  const name = fileName(file);
  if (head.every((byte) => byte === 0)) {
    return new UnreadableFileError(
      'file-all-zeros',
      `"${name}" holds nothing but zeros where its header should be; it is damaged: download or copy it again.`,
      { file },
    );
  }
  const readable = formats.map(({ title }) => title).join(', ');
  const foreign = foreignFormatOf(head);
  const isWhat = foreign ? `is ${foreign.name}, which` : 'is of a kind that';
  const advice = foreign?.advice ? ` ${foreign.advice}` : '';
  return new UnsupportedFormatError(
    foreign?.code ?? 'unknown-format',
    `"${name}" ${isWhat} Bandscape does not read; it reads ${readable}.${advice}`,
    { file, formats: readable },
  );
}

/** Printable, in UTF-8 or an older encoding: no control characters but white space. */
function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte);
}

function text(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function latin1(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length));
}
