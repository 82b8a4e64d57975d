import type { Cursor } from '../cursor';
import type { Hdf5File } from '../hdf5-file';
import { bitAt, elementFormat, elementsIn, type ElementFormat } from './element';
import type { ChunkEntry } from './entry';
import { GrownGrid, type ChunkGrid } from './grid';

const CHECKSUM_LENGTH = 4;
const WHAT = 'the index of chunks';

interface Head {
  format: ElementFormat;
  /** Elements in the index block, in the smallest data block and in a page. */
  inIndex: number;
  smallestBlock: number;
  pageElements: number;
  /** Steps of doubling; the first ones have their data blocks listed in the index block. */
  steps: number;
  listedSteps: number;
  /** Bytes of an offset within the array. */
  offsetLength: number;
  index: number | undefined;
}

/** Data blocks of one step of doubling. */
interface Step {
  blocks: number;
  elements: number;
  /** Number of its first element. */
  first: number;
}

/**
 * Chunks of an array that can grow along one axis (HDF5 File Format Specification 3.0, VII.D): the first in an index
 * block, the others in data blocks whose number and size double by turns.
 */
export async function* extensibleArrayEntries(
  h5: Hdf5File,
  address: number,
  grid: ChunkGrid,
): AsyncGenerator<ChunkEntry> {
  const head = await readHead(h5, address);
  if (head.index === undefined) return;
  const grown = new GrownGrid(grid);
  const steps = stepsOf(head).filter(({ first }) => first < grown.used);
  const listed = steps.slice(0, head.listedSteps);
  const listedBlocks = 2 * (2 ** (head.listedSteps / 2) - 1);
  const prefixLength = 6 + h5.offsetSize;
  const addresses = listedBlocks + Math.max(0, head.steps - head.listedSteps);
  const length = prefixLength + head.inIndex * head.format.size + addresses * h5.offsetSize + CHECKSUM_LENGTH;
  const index = (await h5.readChecked(head.index, length, WHAT)).expect('EAIB').skip(prefixLength - 4);
  const inBlocks = new Blocks(h5, head, grid, grown);
  yield* elementsIn(index, head.format, 0, head.inIndex, grid, grown);
  const blocks = index.part(listedBlocks * h5.offsetSize);
  for (const step of listed) yield* inBlocks.of(step, blocks);
  for (const step of steps.slice(head.listedSteps)) yield* inBlocks.below(step, index.address());
}

async function readHead(h5: Hdf5File, address: number): Promise<Head> {
  const length = 12 + 6 * h5.lengthSize + h5.offsetSize + CHECKSUM_LENGTH;
  const body = (await h5.readChecked(address, length, WHAT)).expect('EAHD').skip(1);
  const format = elementFormat(h5, body);
  const [bits, inIndex, smallestBlock, leastPointers, pageBits] = body.take(5);
  const index = body.skip(6 * h5.lengthSize).address();
  const powers = [Math.log2(smallestBlock), Math.log2(leastPointers)];
  if (!powers.every(Number.isInteger) || bits > 64 || powers[0] > bits)
    throw body.damaged('the index of chunks makes no sense');
  return {
    ...{ format, inIndex, smallestBlock, index },
    pageElements: 2 ** pageBits,
    steps: 1 + bits - powers[0],
    listedSteps: 2 * powers[1],
    offsetLength: Math.ceil(bits / 8),
  };
}

function stepsOf({ steps, smallestBlock, inIndex }: Head): Step[] {
  let first = inIndex;
  return Array.from({ length: steps }, (_, number) => {
    const step = {
      blocks: 2 ** Math.floor(number / 2),
      elements: smallestBlock * 2 ** Math.floor((number + 1) / 2),
      first,
    };
    first += step.blocks * step.elements;
    return step;
  });
}

class Blocks {
  private readonly prefixLength: number;

  constructor(
    private readonly h5: Hdf5File,
    private readonly head: Head,
    private readonly grid: ChunkGrid,
    private readonly grown: GrownGrid,
  ) {
    this.prefixLength = 6 + h5.offsetSize + head.offsetLength;
  }

  /** Of a step whose data blocks are listed in a secondary block, with bits for the pages that were written. */
  async *below(step: Step, address: number | undefined): AsyncGenerator<ChunkEntry> {
    if (address === undefined) return;
    const pages = this.pagesIn(step);
    const bitsLength = step.blocks * Math.ceil(pages / 8);
    const length = this.prefixLength + bitsLength + step.blocks * this.h5.offsetSize + CHECKSUM_LENGTH;
    const body = (await this.h5.readChecked(address, length, WHAT)).expect('EASB');
    const written = body.skip(this.prefixLength - 4).take(bitsLength);
    yield* this.of(step, body, written);
  }

  async *of(step: Step, addresses: Cursor, written?: Uint8Array): AsyncGenerator<ChunkEntry> {
    for (let block = 0; block < step.blocks; block++) {
      const address = addresses.address();
      const first = step.first + block * step.elements;
      if (address === undefined || first >= this.grown.used) continue;
      const pages = written ? this.pagesIn(step) : 0;
      if (pages === 0) yield* this.elements(address, this.prefixLength, first, step.elements);
      else
        for (let page = 0; page < pages; page++)
          if (bitAt(written!, block * pages + page)) yield* this.page(address, page, first);
    }
  }

  private async *page(address: number, page: number, first: number): AsyncGenerator<ChunkEntry> {
    const { pageElements, format } = this.head;
    const pageLength = pageElements * format.size + CHECKSUM_LENGTH;
    const place = address + this.prefixLength + CHECKSUM_LENGTH + page * pageLength;
    yield* this.elements(place, 0, first + page * pageElements, pageElements);
  }

  private async *elements(
    address: number,
    prefixLength: number,
    first: number,
    count: number,
  ): AsyncGenerator<ChunkEntry> {
    const length = prefixLength + count * this.head.format.size + CHECKSUM_LENGTH;
    const body = await this.h5.readChecked(address, length, WHAT);
    if (prefixLength > 0) body.expect('EADB').skip(prefixLength - 4);
    yield* elementsIn(body, this.head.format, first, count, this.grid, this.grown);
  }

  /** None where the elements of a data block follow its prefix at once. */
  private pagesIn({ elements }: Step): number {
    return elements > this.head.pageElements ? elements / this.head.pageElements : 0;
  }
}
