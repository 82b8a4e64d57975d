import type { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';

const LARGEST = 16 * 1024 * 1024;

/**
 * An object of a global heap, such as a list whose length varies (HDF5 File Format Specification 3.0, III.E).
 * @throws UnreadableFileError where there is no such object
 */
export async function globalObject(h5: Hdf5File, address: number, index: number): Promise<Cursor> {
  const what = 'a heap of lists';
  const head = (await h5.read(address, 8 + h5.lengthSize, what)).expect('GCOL').skip(4);
  const length = head.length();
  if (length > LARGEST || length < head.position) throw h5.damaged(`${what} claims ${length} bytes`, address);
  const heap = (await h5.read(address, length, what)).skip(head.position);
  const headLength = 8 + h5.lengthSize;
  while (heap.left >= headLength) {
    const found = heap.u16();
    const size = heap.skip(6).length();
    if (found === index) return heap.part(size);
    // Number 0 is the free space at the end.
    if (found === 0) break;
    heap.skip(Math.ceil(size / 8) * 8);
  }
  throw h5.damaged(`${what} lacks one that is referred to`, address);
}
