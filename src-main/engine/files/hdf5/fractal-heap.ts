import { lookup3 } from './checksum';
import { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';

const HEADER_LENGTH = 26;
const CHECKSUM_LENGTH = 4;
/** What a name's first byte says of where its object is. */
const MANAGED = 0;
const HUGE = 1;
const TINY = 2;
const CHECKSUMMED_FLAG = 2;
const LARGEST_OBJECT = 64 * 1024 * 1024;
const LARGEST_BLOCK = 64 * 1024 * 1024;
const DEEPEST = 16;

interface HeapHead {
  address: number;
  checksummed: boolean;
  /** Bytes of an offset and of a length in the names of objects. */
  offsetLength: number;
  objectLength: number;
  /** Blocks in a row of the doubling table. */
  width: number;
  firstBlock: number;
  largestDirect: number;
  root: number | undefined;
  /** Rows of the root block; none where it holds objects itself. */
  rootRows: number;
  hugeDirect: boolean;
}

interface DirectBlock {
  address: number;
  start: number;
  size: number;
}

/** Objects of a fractal heap by their names (HDF5 File Format Specification 3.0, III.G). */
export class FractalHeap {
  private last: { address: number; contents: Cursor } | undefined;

  private constructor(
    private readonly h5: Hdf5File,
    private readonly head: HeapHead,
  ) {}

  /** @throws UnreadableFileError where its head is damaged, or its blocks are packed, which nobody does */
  static async open(h5: Hdf5File, address: number): Promise<FractalHeap> {
    return new FractalHeap(h5, await readHead(h5, address));
  }

  /** @throws UnreadableFileError where there is no such object */
  async object(name: Cursor): Promise<Cursor> {
    const { head, h5 } = this;
    const flags = name.u8();
    const type = (flags >> 4) & 3;
    if (flags >> 6 !== 0) throw name.damaged('an object of a heap is named in an unknown way');
    if (type === MANAGED) {
      const offset = name.unsigned(head.offsetLength);
      return this.managed(offset, name.unsigned(head.objectLength));
    }
    if (type === TINY) return name.part((flags & 0x0f) + 1);
    if (type !== HUGE || !head.hugeDirect)
      throw name.damaged('an object of a heap is kept in an unknown way');
    const address = name.address();
    const length = name.length();
    if (address === undefined || length > LARGEST_OBJECT) throw this.nowhere();
    return h5.read(address, length, 'an object of a heap');
  }

  private async managed(offset: number, length: number): Promise<Cursor> {
    const block = await this.blockOf(offset);
    const within = offset - block.start;
    if (within + length > block.size) throw this.nowhere();
    const contents = await this.contentsOf(block);
    return new Cursor(this.h5, contents.bytes.subarray(within, within + length), contents.place + within);
  }

  /** Goes down from the root: rows of blocks, the first two of one size, each further one of twice the size. */
  private async blockOf(offset: number): Promise<DirectBlock> {
    const { h5, head } = this;
    let address = head.root;
    let rows = head.rootRows;
    let start = 0;
    let size = head.firstBlock;
    for (let depth = 0; rows > 0; depth++) {
      if (address === undefined || depth > DEEPEST) throw this.nowhere();
      const place = placeIn(head, offset - start);
      if (place.row >= rows) throw this.nowhere();
      const entries = 5 + h5.offsetSize + head.offsetLength;
      const length = entries + rows * head.width * h5.offsetSize + CHECKSUM_LENGTH;
      if (length > LARGEST_BLOCK) throw this.nowhere();
      const block = (await h5.readChecked(address, length, 'a block of a heap')).expect('FHIB');
      address = block.skip(entries - 4 + (place.row * head.width + place.column) * h5.offsetSize).address();
      start += place.start;
      size = place.size;
      rows = size > head.largestDirect ? rowsOf(head, size) : 0;
    }
    if (address === undefined || size > LARGEST_BLOCK) throw this.nowhere();
    return { address, start, size };
  }

  private async contentsOf({ address, size }: DirectBlock): Promise<Cursor> {
    if (this.last?.address === address) return this.last.contents;
    const { h5, head } = this;
    const contents = await h5.read(address, size, 'a block of a heap');
    const checksumAt = 5 + h5.offsetSize + head.offsetLength;
    contents.expect('FHDB').skip(checksumAt - 4);
    if (head.checksummed) {
      const covered = contents.bytes.slice().fill(0, checksumAt, checksumAt + CHECKSUM_LENGTH);
      if (lookup3(covered) !== contents.u32())
        throw h5.damaged('the checksum of a block of a heap does not match', address);
    }
    this.last = { address, contents };
    return contents;
  }

  private nowhere() {
    return this.h5.damaged('an object of a heap is nowhere', this.head.address);
  }
}

function placeIn({ firstBlock, width }: HeapHead, offset: number) {
  const rowLength = firstBlock * width;
  const row = offset < rowLength ? 0 : Math.floor(Math.log2(offset / rowLength)) + 1;
  const size = row === 0 ? firstBlock : firstBlock * 2 ** (row - 1);
  const rowStart = row === 0 ? 0 : rowLength * 2 ** (row - 1);
  const column = Math.floor((offset - rowStart) / size);
  return { row, column, size, start: rowStart + column * size };
}

/** Rows of the indirect block that stands for so many bytes. */
function rowsOf({ firstBlock, width }: HeapHead, size: number): number {
  return Math.log2(size / (firstBlock * width)) + 1;
}

async function readHead(h5: Hdf5File, address: number): Promise<HeapHead> {
  const length = HEADER_LENGTH + 3 * h5.offsetSize + 12 * h5.lengthSize;
  const body = (await h5.readChecked(address, length, 'the head of a heap')).expect('FRHP').skip(1);
  const nameLength = body.u16();
  if (body.u16() > 0) throw h5.damaged('a heap is packed in an unknown way', address);
  const checksummed = (body.u8() & CHECKSUMMED_FLAG) !== 0;
  const largestManaged = body.u32();
  body.skip(2 * h5.offsetSize + 10 * h5.lengthSize);
  const width = body.u16();
  const firstBlock = body.length();
  const largestDirect = body.length();
  const bits = body.u16();
  const root = body.skip(2).address();
  const rootRows = body.u16();
  const powers = [width, firstBlock, largestDirect].every((value) => Number.isInteger(Math.log2(value)));
  if (!powers || bits > 64) throw h5.damaged('the head of a heap makes no sense', address);
  return {
    ...{ address, checksummed, width, firstBlock, largestDirect, root, rootRows },
    offsetLength: Math.ceil(bits / 8),
    objectLength: Math.min(
      Math.ceil(Math.log2(largestDirect) / 8),
      Math.floor(Math.log2(largestManaged) / 8) + 1,
    ),
    hugeDirect: nameLength >= 1 + h5.offsetSize + h5.lengthSize,
  };
}
