import type { Rectangle } from '../preprocessing/picture';
import { GREY } from './color-map';
import { encodeDirectory, tiffHeader } from './cube/tiff-directory';
import { encodeItems } from './gdal-items';
import { PartFile } from './part-file';
import { geoTags } from './place/geo-keys';
import type { Place } from './place/place';
import { tag, type Tag } from './tiff-layout';

/** What a file of class probabilities is about. */
export interface ProbabilityScene {
  rows: number;
  columns: number;
  /** Of the bands, in the order of the network's outputs. */
  names: readonly string[];
  place?: Place;
}

const VALUE_BYTES = 4;
const STRIP_BYTES = 256 * 1024;
/** Where the values begin, in classic TIFF and BigTIFF. */
const DATA = 16;
/** Below this, offsets of 32 bits reach everything, the directory included. */
const LARGEST_CLASSIC = 3.8e9;
const UNCOMPRESSED = 1;
const SEPARATE_BANDS = 2;
const FLOAT = 3;

/**
 * A GeoTIFF of float32 (TIFF 6.0; OGC 19-008r4) with a band a class, which is named after it; BigTIFF where it would
 * pass 4 GB. The values are not compressed, so that each tile of a prediction is written where it belongs as soon as
 * it is there, and memory holds no more than that tile.
 */
export class ProbabilityFile {
  private constructor(
    private readonly part: PartFile,
    private readonly scene: ProbabilityScene,
    private readonly isBig: boolean,
  ) {}

  /** @throws NotWritableError where the folder does not exist or cannot be written to */
  static async create(
    target: string,
    scene: ProbabilityScene,
    signal?: AbortSignal,
    largestClassic = LARGEST_CLASSIC,
  ): Promise<ProbabilityFile> {
    const bytes = scene.rows * scene.columns * scene.names.length * VALUE_BYTES;
    return new ProbabilityFile(await PartFile.create(target, signal), scene, bytes > largestClassic);
  }

  /** @param probabilities of the tile's pixels, row by row, class fastest; every tile of the scene once, in any order */
  async put(tile: Rectangle, probabilities: Float32Array): Promise<void> {
    const { rows, columns, names } = this.scene;
    const pixels = tile.rows * tile.columns;
    const plane = new Float32Array(pixels);
    const bytes = new Uint8Array(plane.buffer);
    // Rows of a tile that is as wide as the scene lie behind each other in the file.
    const together = tile.columns === columns ? tile.rows : 1;
    for (let band = 0; band < names.length; band++) {
      for (let pixel = 0, from = band; pixel < pixels; pixel++, from += names.length)
        plane[pixel] = probabilities[from];
      for (let row = 0; row < tile.rows; row += together) {
        const place = ((band * rows + tile.row + row) * columns + tile.column) * VALUE_BYTES;
        const start = row * tile.columns * VALUE_BYTES;
        const length = together * tile.columns * VALUE_BYTES;
        await this.part.writeAt(DATA + place, bytes.subarray(start, start + length));
      }
    }
  }

  /** Adds what describes the values, flushes the file and gives it its name. */
  async finish(): Promise<void> {
    const { part, isBig } = this;
    await part.append(new Uint8Array(-part.length & 7));
    const { bytes, directory } = encodeDirectory(this.tags(), this.strips(), part.length, isBig);
    await part.append(bytes);
    await part.writeAt(0, tiffHeader(isBig, directory));
    await part.finish();
  }

  /** For when writing failed: nothing is left of it. */
  discard(): Promise<void> {
    return this.part.discard();
  }

  private get rowsPerStrip(): number {
    return Math.max(1, Math.floor(STRIP_BYTES / (this.scene.columns * VALUE_BYTES)));
  }

  /** Offsets and lengths of the strips, which follow each other without a gap. */
  private strips() {
    const { rows, columns, names } = this.scene;
    const offsets: number[] = [];
    const byteCounts: number[] = [];
    let offset = DATA;
    for (let band = 0; band < names.length; band++) {
      for (let row = 0; row < rows; row += this.rowsPerStrip) {
        const length = Math.min(this.rowsPerStrip, rows - row) * columns * VALUE_BYTES;
        offsets.push(offset);
        byteCounts.push(length);
        offset += length;
      }
    }
    return [
      { code: 273, values: offsets },
      { code: 279, values: byteCounts },
    ];
  }

  private tags(): Tag[] {
    const { rows, columns, names, place } = this.scene;
    const perBand = (value: number) => new Array<number>(names.length).fill(value);
    const items = names.map((text, band) => ({
      ...{ name: 'DESCRIPTION', role: 'description', domain: '' },
      ...{ band, text },
    }));
    return [
      tag.long('ImageWidth', 256, columns),
      tag.long('ImageLength', 257, rows),
      tag.short('BitsPerSample', 258, ...perBand(8 * VALUE_BYTES)),
      tag.short('Compression', 259, UNCOMPRESSED),
      tag.short('PhotometricInterpretation', 262, GREY),
      tag.short('SamplesPerPixel', 277, names.length),
      tag.long('RowsPerStrip', 278, this.rowsPerStrip),
      tag.short('PlanarConfiguration', 284, SEPARATE_BANDS),
      tag.ascii('Software', 305, 'Bandscape'),
      ...(names.length > 1 ? [tag.short('ExtraSamples', 338, ...perBand(0).slice(1))] : []),
      tag.short('SampleFormat', 339, ...perBand(FLOAT)),
      ...(place ? geoTags(place) : []),
      tag.ascii('GDAL_METADATA', 42112, encodeItems(items)),
    ];
  }
}
