import type { BandPicture, NumericArray, StretchKind } from '@shared/scene';
import { ahead, nextTurn } from '../files/turn';
import { bytesPerValue } from '../files/values';
import { readPlanes, reducedSize } from './band-planes';
import type { Cube } from './cube';
import { LeastRecentlyUsed } from './least-recently-used';
import { bytesOf } from './memory-cube';
import { heldNodata } from '../files/nodata';
import { bandRange } from './statistics';
import { meansOfSquares, shade, type StretchRange } from './stretch';

export interface PictureWish {
  /** 0-based. */
  bands: readonly number[];
  stretch: StretchKind;
  /** The picture has every `step`-th row and column. */
  step: number;
}

/** Bytes of values kept. */
const KEPT_BYTES = 128 * 1024 * 1024;
/** Bytes of bands taken along unasked where a pass over the file comes by them anyway. */
const TAKEN_ALONG_BYTES = 32 * 1024 * 1024;
/** Bytes that may be read before a first, coarse picture is seen. */
const PREVIEW_BYTES = 256 * 1024 * 1024;

interface Plane {
  values: NumericArray;
  /** Found when the band is first painted so: many are only taken along. */
  ranges: Partial<Record<StretchKind, StretchRange>>;
}

/** The step of a picture that comes quickly; 1 where every picture does. */
export function previewStep(cube: Cube): number {
  return cube.bandsTogether ? Math.ceil(bytesOf(cube) / PREVIEW_BYTES) : 1;
}

/** Pictures of the bands of one cube. What was read last is kept, so that another stretch or step reads nothing. */
export class BandPictures {
  private readonly planes: LeastRecentlyUsed<Plane>;
  private readonly nodata: number;

  constructor(
    private readonly cube: Cube,
    keptBytes = KEPT_BYTES,
  ) {
    this.planes = new LeastRecentlyUsed(keptBytes, ({ values }) => values.byteLength);
    this.nodata = heldNodata(cube.dtype, cube.nodata);
  }

  /** One picture a band, in the order asked for. */
  async paint({ bands, stretch, step }: PictureWish, signal?: AbortSignal): Promise<BandPicture[]> {
    // Bands that lie apart are read whole, which costs no more, and pictures of any step are made from that.
    const readStep = this.cube.bandsTogether ? step : 1;
    const pictures: BandPicture[] = [];
    const parts = this.cube.bandsTogether ? [bands] : bands.map((band) => [band]);
    const read = (part: number) => ahead(this.planesOf(parts[part] ?? [], readStep, signal));
    let next = read(0);
    for (const [part, ofPart] of parts.entries()) {
      const planes = await next;
      // The system reads the next band while this one is painted.
      next = read(part + 1);
      for (const [index, band] of ofPart.entries()) {
        pictures.push(this.pictureOf(band, planes[index], stretch, { step, readStep }));
        await nextTurn();
      }
    }
    return pictures;
  }

  private pictureOf(
    band: number,
    plane: Plane,
    stretch: StretchKind,
    { step, readStep }: { step: number; readStep: number },
  ): BandPicture {
    const range = (plane.ranges[stretch] ??= bandRange(plane.values, stretch, this.nodata));
    const shades =
      step === readStep
        ? shade(plane.values, range, this.nodata)
        : shade(meansOfSquares(plane.values, this.cube, step, this.nodata), range);
    return { band, step, ...reducedSize(this.cube, step), ...shades };
  }

  private async planesOf(bands: readonly number[], step: number, signal?: AbortSignal): Promise<Plane[]> {
    const found = new Map<number, Plane>();
    for (const band of bands) {
      const plane = this.planes.get(keyOf(band, step));
      if (plane) found.set(band, plane);
    }
    const missing = [...new Set(bands)].filter((band) => !found.has(band));
    if (missing.length > 0) {
      const wanted = this.cube.bandsTogether ? this.withNeighbours(missing, step) : missing;
      const read = await readPlanes(this.cube, wanted, step, signal);
      for (const [index, band] of wanted.entries()) {
        const plane: Plane = { values: read[index], ranges: {} };
        this.planes.set(keyOf(band, step), plane);
        if (missing.includes(band)) found.set(band, plane);
      }
    }
    return bands.map((band) => found.get(band) as Plane);
  }

  /** The bands, and before them those beside that may be taken along: what is kept last is forgotten last. */
  private withNeighbours(bands: readonly number[], step: number): number[] {
    const { rows, columns } = reducedSize(this.cube, step);
    const bytes = rows * columns * bytesPerValue(this.cube.dtype);
    const distance = (band: number) => Math.min(...bands.map((asked) => Math.abs(asked - band)));
    const more = Math.floor(TAKEN_ALONG_BYTES / bytes);
    const others = Array.from({ length: this.cube.bands }, (_, band) => band)
      .filter((band) => !bands.includes(band) && !this.planes.has(keyOf(band, step)))
      .sort((a, b) => distance(a) - distance(b));
    return [...others.slice(0, more), ...bands];
  }
}

const keyOf = (band: number, step: number) => `${step}/${band}`;
