import { UnsupportedFormatError } from '../../../errors';
import { fileName } from '../../file-errors';
import type { Hdf5File } from '../hdf5-file';
import type { ChunkEntry, ChunkPlace } from './entry';

/** More than any file needs; while they are sorted each takes some 100 bytes. */
const MOST_CHUNKS = 1_000_000;

/** Where the chunks of an array lie, by number. */
export class ChunkTable {
  private constructor(
    private readonly numbers: Float64Array,
    private readonly addresses: Float64Array,
    private readonly lengths: Float64Array,
    private readonly masks: Uint32Array,
  ) {}

  /**
   * @throws UnreadableFileError where a chunk is listed twice
   * @throws UnsupportedFormatError where there are too many
   */
  static async from(h5: Hdf5File, entries: AsyncIterable<ChunkEntry>): Promise<ChunkTable> {
    const listed: ChunkEntry[] = [];
    for await (const entry of entries) {
      if (listed.length >= MOST_CHUNKS) throw tooManyChunks(h5.file);
      listed.push(entry);
    }
    listed.sort((a, b) => a.number - b.number);
    const twice = listed.find(({ number }, index) => index > 0 && listed[index - 1].number === number);
    if (twice) throw h5.damaged('a chunk is listed twice', twice.address);
    return new ChunkTable(
      Float64Array.from(listed, ({ number }) => number),
      Float64Array.from(listed, ({ address }) => address),
      Float64Array.from(listed, ({ length }) => length),
      Uint32Array.from(listed, ({ mask }) => mask),
    );
  }

  /** Undefined where the chunk was never written. */
  find(number: number): ChunkPlace | undefined {
    let [low, high] = [0, this.numbers.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.numbers[middle];
      if (found === number)
        return { address: this.addresses[middle], length: this.lengths[middle], mask: this.masks[middle] };
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

function tooManyChunks(file: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'too-many-chunks',
    `"${fileName(file)}" cuts an array into more than ${MOST_CHUNKS} chunks; save it again with larger ones, for ` +
      'instance with h5repack.',
    { file, most: MOST_CHUNKS },
  );
}
