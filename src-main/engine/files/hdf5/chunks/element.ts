import type { Cursor } from '../cursor';
import type { Hdf5File } from '../hdf5-file';
import type { ChunkEntry } from './entry';
import type { ChunkGrid, GrownGrid } from './grid';

/** One chunk in the array of a fixed or extensible array. */
export interface ElementFormat {
  /** Bytes of an element. */
  size: number;
  /** Bytes of a stored chunk's length in it; none where chunks are not packed. */
  lengthSize: number;
}

const FILTERED = 1;

/** @param body of an array's head, behind its version */
export function elementFormat(h5: Hdf5File, body: Cursor): ElementFormat {
  const client = body.u8();
  const size = body.u8();
  const lengthSize = client === FILTERED ? size - h5.offsetSize - 4 : 0;
  const fits = client === FILTERED ? lengthSize >= 1 && lengthSize <= 8 : size === h5.offsetSize;
  if (client > FILTERED || !fits) throw body.damaged('the index of chunks holds something else');
  return { size, lengthSize };
}

/** Elements of an index from number `first` on that stand for chunks which are stored. */
export function* elementsIn(
  body: Cursor,
  { lengthSize }: ElementFormat,
  first: number,
  count: number,
  grid: ChunkGrid,
  grown: GrownGrid,
): Generator<ChunkEntry> {
  for (let index = first; index < first + count; index++) {
    const address = body.address();
    const length = lengthSize > 0 ? body.unsigned(lengthSize) : grid.chunkLength;
    const mask = lengthSize > 0 ? body.u32() : 0;
    const number = address === undefined ? undefined : grown.numberOf(index);
    if (address !== undefined && number !== undefined) yield { number, address, length, mask };
  }
}

/** Whether a bit is set, where the first is the highest of the first byte. */
export function bitAt(bits: Uint8Array, index: number): boolean {
  return (bits[index >> 3] & (0x80 >> (index & 7))) !== 0;
}
