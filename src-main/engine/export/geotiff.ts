import { deflateSync } from 'node:zlib';
import type { ClassificationMap } from '@shared/training';
import type { GdalItem } from '../files/carried';
import { colorMap, GREY, PALETTE } from './color-map';
import { classesByLabel, largestLabel, type MapClass } from './colors';
import { classFields } from './envi-header';
import { encodeItems, headerItem } from './gdal-items';
import { geoTags } from './place/geo-keys';
import type { Place } from './place/place';
import { layOut, tag, type Tag } from './tiff-layout';

const ROWS_PER_STRIP_BYTES = 65_536;
const DEFLATE = 8;

/**
 * A classified map as GeoTIFF (TIFF 6.0; OGC 19-008r4): bytes with a colour table up to 255 classes, 16-bit labels
 * without one above that. 0 is nodata. Georeferenced where the scene is; with the names of the classes.
 */
export function encodeGeoTiff(
  map: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>,
  classes: readonly MapClass[],
  place?: Place,
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
    ...(indexed ? [tag.short('ColorMap', 320, ...colorMap(classesByLabel(classes)))] : []),
    tag.short('SampleFormat', 339, 1),
    ...(place ? geoTags(place) : []),
    tag.ascii('GDAL_METADATA', 42112, encodeItems(classItems(classes))),
    tag.ascii('GDAL_NODATA', 42113, '0'),
  ];
  return layOut(tags, strips);
}

/** The names that a TIFF has no place for, where GDAL and Bandscape find them. */
function classItems(classes: readonly MapClass[]): GdalItem[] {
  return Array.from(classFields(classesByLabel(classes)).values(), headerItem);
}
