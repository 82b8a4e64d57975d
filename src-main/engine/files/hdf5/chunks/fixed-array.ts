import type { Hdf5File } from '../hdf5-file';
import { bitAt, elementFormat, elementsIn } from './element';
import type { ChunkEntry } from './entry';
import { GrownGrid, type ChunkGrid } from './grid';

const CHECKSUM_LENGTH = 4;
const WHAT = 'the index of chunks';

/**
 * Chunks of an array that cannot grow (HDF5 File Format Specification 3.0, VII.C): one block of elements, or, where
 * they are many, of pages, of which those never written are marked.
 */
export async function* fixedArrayEntries(
  h5: Hdf5File,
  address: number,
  grid: ChunkGrid,
): AsyncGenerator<ChunkEntry> {
  const headLength = 8 + h5.lengthSize + h5.offsetSize + CHECKSUM_LENGTH;
  const head = (await h5.readChecked(address, headLength, WHAT)).expect('FAHD').skip(1);
  const format = elementFormat(h5, head);
  const pageElements = 2 ** head.u8();
  const count = head.length();
  const block = head.address();
  if (block === undefined) return;
  const grown = new GrownGrid(grid);
  const prefixLength = 6 + h5.offsetSize;
  if (count <= pageElements) {
    const body = await h5.readChecked(block, prefixLength + count * format.size + CHECKSUM_LENGTH, WHAT);
    yield* elementsIn(body.expect('FADB').skip(prefixLength - 4), format, 0, count, grid, grown);
    return;
  }
  const pages = Math.ceil(count / pageElements);
  const bitsLength = Math.ceil(pages / 8);
  const firstPage = prefixLength + bitsLength + CHECKSUM_LENGTH;
  const body = (await h5.readChecked(block, firstPage, WHAT)).expect('FADB');
  const written = body.skip(prefixLength - 4).take(bitsLength);
  const pageLength = pageElements * format.size + CHECKSUM_LENGTH;
  for (let page = 0; page < pages; page++) {
    if (!bitAt(written, page)) continue;
    const first = page * pageElements;
    const elements = Math.min(pageElements, count - first);
    const place = block + firstPage + page * pageLength;
    const contents = await h5.readChecked(place, elements * format.size + CHECKSUM_LENGTH, WHAT);
    yield* elementsIn(contents, format, first, elements, grid, grown);
  }
}
