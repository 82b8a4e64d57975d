/** A rectangle of pixels in a scene. */
export interface Rectangle {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** Where a rectangle's values go: its first pixel at float `at`, its rows `stride` floats apart. */
export interface Destination {
  values: Float32Array;
  at: number;
  stride: number;
}

/** A preprocessed scene: rows x columns pixels of `channels` values each, wherever they lie. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** Whether all of it lies in memory, so that nothing is gained by touching less of it. */
  readonly inMemory: boolean;
  /** rows x columns, 1 where the scene lacks a value, so that there is nothing to classify; absent where it lacks none. */
  readonly incomplete?: Uint8Array;
  /**
   * Copies the pixels of a rectangle inside the scene, channel fastest.
   * @throws UnreadableFileError, CancelledError
   */
  read(part: Rectangle, to: Destination, signal?: AbortSignal): Promise<void>;
  /** Frees what it holds; reading afterwards is an error. */
  close(): Promise<void>;
}

/** A picture whose values lie in memory: rows x columns x channels, channel fastest. */
export class MemoryPicture implements Picture {
  readonly inMemory = true;

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly channels: number,
    readonly values: Float32Array,
    readonly incomplete?: Uint8Array,
  ) {}

  async read(part: Rectangle, { values, at, stride }: Destination): Promise<void> {
    const length = part.columns * this.channels;
    for (let row = 0; row < part.rows; row++) {
      const from = ((part.row + row) * this.columns + part.column) * this.channels;
      values.set(this.values.subarray(from, from + length), at + row * stride);
    }
  }

  async close(): Promise<void> {}
}

/**
 * Copies a rectangle that may leave the scene: what lies outside is left as it is in `to` (zero in a new array, which
 * is the paper's padding; after PCA, zero is the scene's mean).
 */
export async function readPadded(
  picture: Picture,
  { row, column, rows, columns }: Rectangle,
  to: Destination,
  signal?: AbortSignal,
): Promise<void> {
  const [top, left] = [Math.max(0, row), Math.max(0, column)];
  const inside = {
    row: top,
    column: left,
    rows: Math.min(picture.rows, row + rows) - top,
    columns: Math.min(picture.columns, column + columns) - left,
  };
  const at = to.at + (top - row) * to.stride + (left - column) * picture.channels;
  await picture.read(inside, { ...to, at }, signal);
}
