import { deflateSync } from 'node:zlib';
import type { Georeferencing } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { colorTable, largestLabel, type MapClass } from './colors';
import { geoTags } from './geo-keys';
import { layOut, tag, type Tag } from './tiff-layout';

const ROWS_PER_STRIP_BYTES = 65_536;
const GREY = 1;
const PALETTE = 3;
const DEFLATE = 8;

/**
 * A classified map as GeoTIFF (TIFF 6.0; OGC 19-008r4): bytes with a colour table up to 255 classes, 16-bit labels
 * without one above that. 0 is nodata. Georeferenced where the scene is.
 */
export function encodeGeoTiff(
  map: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>,
  classes: readonly MapClass[],
  georeferencing?: Georeferencing,
): Uint8Array {
  const indexed = largestLabel(classes) < 256;
  const values = indexed ? Uint8Array.from(map.labels) : map.labels;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const rowBytes = map.columns * values.BYTES_PER_ELEMENT;
  const rowsPerStrip = Math.max(1, Math.floor(ROWS_PER_STRIP_BYTES / rowBytes));
  const strips: Uint8Array[] = [];
  for (let row = 0; row < map.rows; row += rowsPerStrip) {
    strips.push(deflateSync(bytes.subarray(row * rowBytes, (row + rowsPerStrip) * rowBytes)));
  }
  const tags: Tag[] = [
    tag.long('ImageWidth', 256, map.columns),
    tag.long('ImageLength', 257, map.rows),
    tag.short('BitsPerSample', 258, 8 * values.BYTES_PER_ELEMENT),
    tag.short('Compression', 259, DEFLATE),
    tag.short('PhotometricInterpretation', 262, indexed ? PALETTE : GREY),
    tag.short('SamplesPerPixel', 277, 1),
    tag.long('RowsPerStrip', 278, rowsPerStrip),
    tag.short('PlanarConfiguration', 284, 1),
    tag.ascii('Software', 305, 'Bandscape'),
    ...(indexed ? [tag.short('ColorMap', 320, ...colorMap(classes))] : []),
    tag.short('SampleFormat', 339, 1),
    ...(georeferencing ? geoTags(georeferencing) : []),
    tag.ascii('GDAL_NODATA', 42113, '0'),
  ];
  return layOut(tags, strips);
}

/** All reds, then greens, then blues of 256 indices, 0 to 65535. */
function colorMap(classes: readonly MapClass[]): number[] {
  const colors = colorTable(classes);
  const map = new Array<number>(3 * 256).fill(0);
  for (let label = 0; 3 * label < colors.length; label++) {
    for (let channel = 0; channel < 3; channel++)
      map[256 * channel + label] = 257 * colors[3 * label + channel];
  }
  return map;
}
