import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Dtype, NumericArray } from '@shared/scene';
import { storedBytes } from '../../files/plain-values';
import { withoutBraces } from '../../files/envi/header-text';
import { valueCount } from '../../files/values';
import { colorMap, GREY, PALETTE } from '../color-map';
import { carriedTag, geoTags } from '../place/geo-keys';
import { placeOf, type Place } from '../place/place';
import { tag, type Tag } from '../tiff-layout';
import { bandAxisOf } from './band-sequential';
import { describedClasses } from './described-classes';
import { gdalMetadata } from './gdal-metadata';
import { PartFile } from '../part-file';
import { storedBytesOf } from './stored';
import { encodeDirectory, tiffHeader } from './tiff-directory';
import {
  cubeShape,
  forEachTile,
  planeOf,
  TILE_BYTES,
  type CubeShape,
  type CubeTile,
  type TilePass,
} from './tiles';
import type { CubeDescription, CubeWriter } from './writer';

const TILE_COLUMNS = 256;
const TALLEST_TILE = 256;
/** TIFF wants tiles whose sides are multiples of this. */
const TILE_UNIT = 16;
/** Below this, offsets of 32 bits reach everything, tables and incompressible data included. */
const LARGEST_CLASSIC = 3.8e9;
const DEFLATE = 8;
const SEPARATE_BANDS = 2;

const compress = promisify<Uint8Array, Buffer>(deflate);

/**
 * A tiled GeoTIFF (TIFF 6.0; OGC 19-008r4), each band in tiles of its own, DEFLATE; BigTIFF where it could pass 4 GB.
 * Wavelengths and names of bands are kept as GDAL writes them.
 */
export const geoTiffWriter: CubeWriter = {
  filesOf: (target) => [target],
  async write(target, source, description, pass) {
    const shape = cubeShape(source);
    const grid = gridOf(shape, description.dtype, pass);
    const place = await placeOf(description);
    const file = await PartFile.create(target, pass.signal);
    try {
      await file.append(tiffHeader(grid.isBig, 0));
      const offsets = new Array<number>(grid.tiles).fill(0);
      const byteCounts = new Array<number>(grid.tiles).fill(0);
      const write = async (tile: CubeTile) => {
        for (const { index, bytes } of tilesIn(tile, shape, grid)) {
          const packed = await Promise.all(bytes.map((raw) => compress(raw)));
          for (const [n, data] of packed.entries()) {
            offsets[index + n] = await file.append(data);
            byteCounts[index + n] = data.length;
          }
        }
      };
      await forEachTile(source, bandAxisOf(source), write, pass, bandAxisOf(source) === 0 ? grid.rows : 1);
      await file.append(new Uint8Array(-file.length & 7));
      const tables = [
        { code: 324, values: offsets },
        { code: 325, values: byteCounts },
      ];
      const tags = tagsOf(description, shape, grid, place);
      const { bytes, directory } = encodeDirectory(tags, tables, file.length, grid.isBig);
      await file.append(bytes);
      await file.writeAt(0, tiffHeader(grid.isBig, directory));
      await file.finish();
    } finally {
      await file.discard();
    }
  },
};

interface Grid {
  dtype: Dtype;
  /** Of one tile. */
  rows: number;
  columns: number;
  across: number;
  down: number;
  tiles: number;
  isBig: boolean;
}

function gridOf(
  [rows, columns, bands]: CubeShape,
  dtype: Dtype,
  { tileBytes = TILE_BYTES, bigTiffFrom = LARGEST_CLASSIC }: TilePass,
): Grid {
  const rowBytes = columns * bands * storedBytes(dtype);
  const unit = (length: number) => Math.max(TILE_UNIT, Math.ceil(length / TILE_UNIT) * TILE_UNIT);
  const affordable = Math.floor(tileBytes / rowBytes / TILE_UNIT) * TILE_UNIT;
  const tileRows = Math.max(TILE_UNIT, Math.min(TALLEST_TILE, affordable, unit(rows)));
  const tileColumns = Math.min(TILE_COLUMNS, unit(columns));
  const across = Math.ceil(columns / tileColumns);
  const down = Math.ceil(rows / tileRows);
  const tiles = across * down * bands;
  const stored = valueCount([tiles, tileRows, tileColumns, storedBytes(dtype)]);
  return {
    dtype,
    rows: tileRows,
    columns: tileColumns,
    across,
    down,
    tiles,
    isBig: stored > bigTiffFrom,
  };
}

/** Row by row of the grid: the index of the first tile and the bytes of all tiles beside each other, edges filled up. */
function* tilesIn(
  tile: CubeTile,
  [, columns]: CubeShape,
  grid: Grid,
): Generator<{ index: number; bytes: Uint8Array[] }> {
  for (let band = 0; band < tile.bands[1] - tile.bands[0]; band++) {
    const plane = planeOf(tile, band);
    for (let top = tile.rows[0]; top < tile.rows[1]; top += grid.rows) {
      const bytes: Uint8Array[] = [];
      for (let across = 0; across < grid.across; across++) {
        const height = Math.min(grid.rows, tile.rows[1] - top);
        const place = (top - tile.rows[0]) * columns + across * grid.columns;
        const width = Math.min(grid.columns, columns - across * grid.columns);
        bytes.push(storedBytesOf(cut(plane, place, height, width, columns, grid), grid.dtype));
      }
      yield { index: ((tile.bands[0] + band) * grid.down + top / grid.rows) * grid.across, bytes };
    }
  }
}

function cut(
  plane: NumericArray,
  place: number,
  height: number,
  width: number,
  columns: number,
  grid: Grid,
): NumericArray {
  const values = new (plane.constructor as new (length: number) => NumericArray)(grid.rows * grid.columns);
  for (let row = 0; row < height; row++) {
    const from = place + row * columns;
    values.set(plane.subarray(from, from + width), row * grid.columns);
  }
  return values;
}

const FORMATS = { uint: 1, int: 2, float: 3 } as const;

function tagsOf(
  description: CubeDescription,
  [rows, columns, bands]: CubeShape,
  grid: Grid,
  place: Place | undefined,
): Tag[] {
  const { dtype, nodata, carried = {}, classes } = description;
  const kind = dtype.replace(/\d+$/, '') as keyof typeof FORMATS;
  const perBand = (value: number) => new Array<number>(bands).fill(value);
  const metadata = gdalMetadata(description);
  const text = descriptionOf(description);
  const colors = dtype === 'uint8' && bands === 1 && classes ? describedClasses(classes) : undefined;
  return [
    tag.long('ImageWidth', 256, columns),
    tag.long('ImageLength', 257, rows),
    tag.short('BitsPerSample', 258, ...perBand(8 * storedBytes(dtype))),
    tag.short('Compression', 259, DEFLATE),
    tag.short('PhotometricInterpretation', 262, colors ? PALETTE : GREY),
    ...(text === undefined ? [] : [tag.ascii('ImageDescription', 270, text)]),
    tag.short('SamplesPerPixel', 277, bands),
    tag.short('PlanarConfiguration', 284, bands > 1 ? SEPARATE_BANDS : 1),
    tag.ascii('Software', 305, 'Bandscape'),
    ...(colors ? [tag.short('ColorMap', 320, ...colorMap(colors))] : []),
    tag.long('TileWidth', 322, grid.columns),
    tag.long('TileLength', 323, grid.rows),
    ...(bands > 1 ? [tag.short('ExtraSamples', 338, ...perBand(0).slice(1))] : []),
    tag.short('SampleFormat', 339, ...perBand(FORMATS[kind])),
    ...(place ? geoTags(place) : (carried.geoTags ?? []).map(carriedTag)),
    ...(metadata ? [tag.ascii('GDAL_METADATA', 42112, metadata)] : []),
    ...(nodata === undefined
      ? []
      : [tag.ascii('GDAL_NODATA', 42113, carried.nodata ?? String(nodata).toLowerCase())]),
  ];
}

function descriptionOf({ carried = {} }: CubeDescription): string | undefined {
  const field = carried.enviFields?.get('description');
  return field ? withoutBraces(field.value) : carried.description;
}
