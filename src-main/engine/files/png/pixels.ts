import { inflate } from 'node:zlib';
import { promisify } from 'node:util';
import { throwIfCancelled } from '../../errors';
import { nextTurn } from '../turn';
import { damagedFile } from '../variable-errors';
import type { PngContents } from './chunks';
import { CHANNELS, lineLength, passesOf, unpackedLength, type Pass, type PngHeader } from './header';

const unpack = promisify(inflate);

/** Scanlines between two turns of the event loop. */
const LINES_A_TURN = 1024;

/**
 * The samples of a PNG as they are stored (a gray of 4 bits is 0 to 15), pixel by pixel, row by row.
 *
 * @throws UnreadableFileError where the data cannot be unpacked, or are not exactly as many as the pixels need
 */
export async function readSamples(
  { header, packed }: PngContents,
  file: string,
  signal?: AbortSignal,
): Promise<Uint8Array | Uint16Array> {
  const data = await unpackLines(header, packed, file);
  const count = header.rows * header.columns * CHANNELS[header.kind];
  const samples = header.depth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  let at = 0;
  for (const pass of passesOf(header)) {
    const length = lineLength(header, pass.columns);
    let above: Uint8Array = new Uint8Array(length);
    for (let row = 0; row < pass.rows; row++) {
      const line = data.subarray(at + 1, at + 1 + length);
      if (!unfilter(data[at], line, above, Math.max(1, (CHANNELS[header.kind] * header.depth) / 8)))
        throw damagedFile(file, `a row of its pixels has the unknown filter ${data[at]}`);
      place(line, samples, header, pass, row);
      above = line;
      at += 1 + length;
      if (row % LINES_A_TURN !== LINES_A_TURN - 1) continue;
      await nextTurn();
      throwIfCancelled(signal);
    }
  }
  return samples;
}

async function unpackLines(header: PngHeader, packed: Uint8Array, file: string): Promise<Uint8Array> {
  const length = unpackedLength(header);
  const data = await unpack(packed, { maxOutputLength: length }).catch((error: NodeJS.ErrnoException) => {
    const tooMany = error.code === 'ERR_BUFFER_TOO_LARGE';
    throw damagedFile(
      file,
      tooMany ? 'its pixels are more than its header declares' : 'its pixels cannot be unpacked',
    );
  });
  if (data.length < length) throw damagedFile(file, 'its pixels are fewer than its header declares');
  return data;
}

/**
 * Undoes what the filter of a scanline did, in place ("Filter types for filter method 0").
 * @param above the scanline before, zeros at the first
 * @param step bytes of a whole pixel
 */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): boolean {
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let i = step; i < line.length; i++) line[i] += line[i - step];
      return true;
    case 2:
      for (let i = 0; i < line.length; i++) line[i] += above[i];
      return true;
    case 3:
      for (let i = 0; i < line.length; i++) line[i] += ((i < step ? 0 : line[i - step]) + above[i]) >> 1;
      return true;
    case 4:
      for (let i = 0; i < line.length; i++) {
        const before = i < step;
        line[i] += paeth(before ? 0 : line[i - step], above[i], before ? 0 : above[i - step]);
      }
      return true;
    default:
      return false;
  }
}

/** Of left, above and upper left the one nearest to left + above - upper left. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Puts the samples of a scanline where they belong in the picture. */
function place(
  line: Uint8Array,
  samples: Uint8Array | Uint16Array,
  { columns, depth, kind }: PngHeader,
  pass: Pass,
  row: number,
): void {
  const channels = CHANNELS[kind];
  const start = (pass.firstRow + row * pass.rowStep) * columns + pass.firstColumn;
  if (depth === 8 && pass.columnStep === 1) return samples.set(line, start * channels);
  const mask = (1 << depth) - 1;
  for (let column = 0; column < pass.columns; column++) {
    for (let channel = 0; channel < channels; channel++) {
      const source = column * channels + channel;
      const target = (start + column * pass.columnStep) * channels + channel;
      if (depth === 16) samples[target] = line[2 * source] * 256 + line[2 * source + 1];
      else {
        const bit = source * depth;
        samples[target] = (line[bit >> 3] >> (8 - depth - (bit & 7))) & mask;
      }
    }
  }
}
