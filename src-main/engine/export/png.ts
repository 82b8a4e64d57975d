import { deflateSync } from 'node:zlib';
import type { ClassificationMap } from '@shared/training';
import { crc32 } from '../files/crc32';
import { colorTable, largestLabel, type MapClass } from './colors';

type Grid = Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TRUECOLOR = 2;
const PALETTE = 3;

/**
 * A PNG (W3C Portable Network Graphics) of one pixel a pixel. Up to 255 classes it has a palette whose index is the
 * label, so that the file holds the labels and their colours; above that, colours only.
 */
export function encodePng(map: Grid, classes: readonly MapClass[]): Uint8Array {
  const colors = colorTable(classes);
  const indexed = largestLabel(classes) < 256;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(map.columns, 0);
  header.writeUInt32BE(map.rows, 4);
  header.set([8, indexed ? PALETTE : TRUECOLOR, 0, 0, 0], 8);
  const pixels = indexed
    ? scanlines(map, 1, Uint8Array.from(map.labels))
    : scanlines(map, 3, paint(map, colors));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(indexed ? [chunk('PLTE', colors)] : []),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function paint(map: Grid, colors: Uint8Array): Uint8Array {
  const painted = new Uint8Array(3 * map.labels.length);
  map.labels.forEach((label, pixel) => painted.set(colors.subarray(3 * label, 3 * label + 3), 3 * pixel));
  return painted;
}

/** Every row behind a zero, which says that it is not filtered. */
function scanlines(map: Grid, bytesPerPixel: number, bytes: Uint8Array): Uint8Array {
  const length = map.columns * bytesPerPixel;
  const lines = new Uint8Array(map.rows * (length + 1));
  for (let row = 0; row < map.rows; row++) {
    lines.set(bytes.subarray(row * length, (row + 1) * length), row * (length + 1) + 1);
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
