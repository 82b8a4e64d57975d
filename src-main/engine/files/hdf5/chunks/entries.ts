import type { Cursor } from '../cursor';
import type { Hdf5File } from '../hdf5-file';
import { TREE, treeLeaves } from '../tree-one';
import { treeRecords } from '../tree-two';
import type { ChunkEntry } from './entry';
import { extensibleArrayEntries } from './extensible-array';
import { fixedArrayEntries } from './fixed-array';
import { GrownGrid, numberOf, type ChunkGrid } from './grid';
import type { ChunkIndex } from '../layout';

/**
 * All chunks that are stored, in any order.
 * @param address of the index
 * @throws UnreadableFileError where the index is damaged
 */
export function chunkEntries(
  h5: Hdf5File,
  index: ChunkIndex,
  address: number,
  grid: ChunkGrid,
): AsyncGenerator<ChunkEntry> {
  switch (index.kind) {
    case 'tree':
      return oldTreeEntries(h5, address, grid);
    case 'single':
      return singleEntry(address, index.length ?? grid.chunkLength, index.mask ?? 0);
    case 'implicit':
      return implicitEntries(address, grid);
    case 'fixed-array':
      return fixedArrayEntries(h5, address, grid);
    case 'extensible-array':
      return extensibleArrayEntries(h5, address, grid);
    case 'second-tree':
      return newTreeEntries(h5, address, grid);
  }
}

/** Keys of the tree hold the first indices of a chunk, and those in it of a value's first byte, which is 0. */
async function* oldTreeEntries(h5: Hdf5File, root: number, grid: ChunkGrid): AsyncGenerator<ChunkEntry> {
  const keyLength = 8 + 8 * (grid.dims.length + 1);
  for await (const { key, address } of treeLeaves(h5, root, TREE.chunks, keyLength)) {
    const length = key.u32();
    const mask = key.u32();
    const place = grid.chunk.map((size) => wholeChunks(key, size));
    const number = numberOf(grid, place);
    if (number !== undefined) yield { number, address, length, mask };
  }
}

function wholeChunks(key: Cursor, size: number): number {
  const place = key.unsigned(8) / size;
  if (!Number.isInteger(place)) throw key.damaged('a chunk does not begin where one should');
  return place;
}

async function* singleEntry(address: number, length: number, mask: number): AsyncGenerator<ChunkEntry> {
  yield { number: 0, address, length, mask };
}

/** All chunks lie one behind the other. */
async function* implicitEntries(address: number, grid: ChunkGrid): AsyncGenerator<ChunkEntry> {
  const { chunkLength } = grid;
  const grown = new GrownGrid(grid);
  for (let index = 0; index < grown.used; index++) {
    const number = grown.numberOf(index);
    if (number !== undefined)
      yield { number, address: address + index * chunkLength, length: chunkLength, mask: 0 };
  }
}

const PLAIN_RECORDS = 10;
const FILTERED_RECORDS = 11;

async function* newTreeEntries(h5: Hdf5File, root: number, grid: ChunkGrid): AsyncGenerator<ChunkEntry> {
  for await (const { type, record } of treeRecords(h5, root)) {
    const sizeLength = record.left - h5.offsetSize - 4 - 8 * grid.dims.length;
    const isFiltered = type === FILTERED_RECORDS && sizeLength > 0;
    if (!isFiltered && type !== PLAIN_RECORDS)
      throw record.damaged('the tree of chunks is one of other things');
    const address = record.address();
    const length = isFiltered ? record.unsigned(sizeLength) : grid.chunkLength;
    const mask = isFiltered ? record.u32() : 0;
    const number = numberOf(
      grid,
      grid.dims.map(() => record.unsigned(8)),
    );
    if (number !== undefined && address !== undefined) yield { number, address, length, mask };
  }
}
