import type { ScratchBytes } from '../files/scratch';
import type { Destination, Picture, Rectangle } from './picture';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * A picture in a scratch file, line by line along the axis by which the cube was read: rows, or columns where those
 * lie together in the cube's file. A rectangle costs one read a line, all of them asked for at once, so that the
 * system's threads fetch them while this one computes.
 */
export class ScratchPicture implements Picture {
  readonly inMemory = false;

  /** @param lines the axis whose index is the slower one in the file */
  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly channels: number,
    private readonly lines: 'rows' | 'columns',
    private readonly bytes: ScratchBytes,
    readonly incomplete?: Uint8Array,
  ) {}

  async read(part: Rectangle, to: Destination, signal?: AbortSignal): Promise<void> {
    await (this.lines === 'rows' ? this.readRows(part, to, signal) : this.readColumns(part, to, signal));
  }

  close(): Promise<void> {
    return this.bytes.close();
  }

  private async readRows(part: Rectangle, { values, at, stride }: Destination, signal?: AbortSignal) {
    const length = part.columns * this.channels;
    await each(part.rows, (row) => {
      const from = (part.row + row) * this.columns + part.column;
      const start = at + row * stride;
      return this.readPixels(from, values.subarray(start, start + length), signal);
    });
  }

  private async readColumns(part: Rectangle, { values, at, stride }: Destination, signal?: AbortSignal) {
    const { channels } = this;
    const length = part.rows * channels;
    const stored = new Float32Array(part.columns * length);
    await each(part.columns, (column) => {
      const from = (part.column + column) * this.rows + part.row;
      return this.readPixels(from, stored.subarray(column * length, (column + 1) * length), signal);
    });
    for (let row = 0; row < part.rows; row++) {
      for (let column = 0, target = at + row * stride; column < part.columns; column++) {
        const source = column * length + row * channels;
        for (let channel = 0; channel < channels; channel++) values[target++] = stored[source + channel];
      }
    }
  }

  /** Consecutive pixels in the file's order. */
  private readPixels(first: number, into: Float32Array, signal?: AbortSignal): Promise<void> {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    return this.bytes.readInto(bytes, first * this.channels * FLOAT, signal);
  }
}

async function each(count: number, read: (index: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => read(index)));
}
