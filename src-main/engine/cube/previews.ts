import { axesOfCount, inOrder, type AxisOrder } from '@shared/axes';
import type { NumericArray, VariablePreview, VariableRef } from '@shared/scene';
import { EngineError, throwIfCancelled } from '../errors';
import { turned } from '../files/axes/turned';
import { openVariable } from '../files/registry';
import { allocate } from '../files/values';
import { tileAxisOf, type ArraySource, type Range } from '../files/source';
import { defaultRgb } from './default-rgb';
import { heldNodata } from '../files/nodata';
import { bandRange } from './statistics';
import { shade } from './stretch';

/** Pixels of a preview along its longer side, at most. */
const LONGEST_SIDE = 160;

interface Held {
  key: string;
  source: Promise<ArraySource>;
}

/**
 * Small pictures of arrays that may be opened, in any order of their axes. The last array stays open, so that each
 * further picture of it costs only what is read of one band.
 */
export class Previews {
  private held: Held | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private wanted = new AbortController();

  /**
   * One band of a cube, or a map of labels, with at most 160 pixels along either side.
   * @throws as `openVariable`; EngineError where it has not two or three axes
   */
  preview(ref: VariableRef): Promise<VariablePreview> {
    const { signal } = this.wanted;
    return this.inTurn(() => this.previewNow(ref, signal));
  }

  /** Ends what is under way with CancelledError and closes what is held. */
  close(): Promise<void> {
    this.wanted.abort();
    this.wanted = new AbortController();
    return this.inTurn(() => this.closeNow());
  }

  /** One after the other: the next picture may be of another array, for which the held one is closed. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async previewNow(ref: VariableRef, signal: AbortSignal): Promise<VariablePreview> {
    throwIfCancelled(signal);
    const source = inAskedOrder(await this.open(ref, signal), ref.axes);
    const [rows, columns, bands] = source.shape;
    const band = bands === undefined ? 0 : defaultRgb(bands, source.wavelengths, ref.variable)[0];
    const lines = samples(rows);
    const pixels = samples(columns);
    const values = await readSamples(source, lines, pixels, band, signal);
    const nodata = heldNodata(source.dtype, source.nodata);
    const range = bandRange(values, bands === undefined ? 'full' : 'percentile', nodata);
    return {
      shape: [...source.shape],
      picture: { band, rows: lines.length, columns: pixels.length, ...shade(values, range, nodata) },
    };
  }

  private async closeNow(): Promise<void> {
    const { held } = this;
    this.held = undefined;
    // One that could not be opened holds nothing.
    await held?.source.then((source) => source.close()).catch(() => undefined);
  }

  private async open({ file, variable }: VariableRef, signal: AbortSignal): Promise<ArraySource> {
    const key = JSON.stringify([file, variable]);
    if (this.held?.key !== key) {
      await this.closeNow();
      this.held = { key, source: openVariable({ file, variable }, { signal }) };
    }
    const { held } = this;
    try {
      return await held.source;
    } catch (error) {
      if (this.held === held) this.held = undefined;
      throw error;
    }
  }
}

/** @param asked what the axes are in the file's order, not in that of `source` */
function inAskedOrder(source: ArraySource, asked: AxisOrder | undefined): ArraySource {
  const count = source.shape.length;
  if (count !== 2 && count !== 3)
    throw new EngineError('no-preview', `An array of ${count} axes is no picture; choose another one.`, {
      axes: count,
    });
  const taken = source.taken?.axes ?? axesOfCount(count);
  return asked?.length === count ? turned(source, inOrder(asked, taken)) : source;
}

/** Indices, evenly spread. */
function samples(length: number): number[] {
  const count = Math.min(length, LONGEST_SIDE);
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * length) / count));
}

/** Lines are read one by one along the axis of which one index lies together in the file. */
async function readSamples(
  source: ArraySource,
  rows: readonly number[],
  columns: readonly number[],
  band: number,
  signal: AbortSignal,
): Promise<NumericArray> {
  const byColumns = tileAxisOf(source) === 1;
  const [lines, pixels] = byColumns ? [columns, rows] : [rows, columns];
  const across: Range = [0, source.shape[byColumns ? 0 : 1]];
  const result = allocate(source.dtype, rows.length * columns.length);
  for (const [index, line] of lines.entries()) {
    throwIfCancelled(signal);
    const along: Range = [line, line + 1];
    const place = byColumns ? [across, along] : [along, across];
    const read = await source.read(source.shape.length === 3 ? [...place, [band, band + 1]] : place, signal);
    for (const [at, pixel] of pixels.entries())
      result[byColumns ? at * columns.length + index : index * columns.length + at] = read[pixel];
  }
  return result;
}
