import { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';
import type { Link } from './link';
import { TREE, treeLeaves } from './tree-one';

const LARGEST_NAMES = 64 * 1024 * 1024;
const SOFT = 2;
const SCRATCH_LENGTH = 16;

/**
 * Links of a group as libraries before 1.8 write it: a tree of tables, and a heap of names (HDF5 File Format
 * Specification 3.0, III.B to III.D).
 * @throws UnreadableFileError where one of them is damaged
 */
export async function* oldLinks(h5: Hdf5File, message: Cursor): AsyncGenerator<Link> {
  const tree = message.address();
  const heap = message.address();
  if (tree === undefined || heap === undefined) throw message.damaged('a group has no table');
  const names = await readNames(h5, heap);
  for await (const { address } of treeLeaves(h5, tree, TREE.groups, h5.lengthSize))
    yield* readTable(h5, address, names);
}

type NameAt = (offset: number) => string;

async function readNames(h5: Hdf5File, address: number): Promise<NameAt> {
  const head = await h5.read(address, 8 + 2 * h5.lengthSize + h5.offsetSize, 'a heap of names');
  const length = head.expect('HEAP').skip(4).length();
  const place = head.skip(h5.lengthSize).address();
  if (place === undefined || length > LARGEST_NAMES) throw h5.damaged('a heap of names is nowhere', address);
  const { bytes } = await h5.read(place, length, 'a heap of names');
  return (offset) => {
    if (offset >= bytes.length) throw h5.damaged('a name lies outside its heap', address);
    return new Cursor(h5, bytes.subarray(offset), h5.base + place + offset).zeroEnded();
  };
}

async function* readTable(h5: Hdf5File, address: number, nameAt: NameAt): AsyncGenerator<Link> {
  const head = (await h5.read(address, 8, 'the table of a group')).expect('SNOD').skip(2);
  const count = head.u16();
  const entryLength = 2 * h5.offsetSize + 8 + SCRATCH_LENGTH;
  const body = await h5.read(address + 8, count * entryLength, 'the table of a group');
  for (let n = 0; n < count; n++) {
    const name = nameAt(body.unsigned(h5.offsetSize));
    const target = body.address();
    const cached = body.u32();
    const scratch = body.skip(4).part(SCRATCH_LENGTH);
    if (cached === SOFT) yield { name, kind: 'path', path: nameAt(scratch.u32()) };
    else if (target === undefined) throw body.damaged(`the link "${name}" leads nowhere`);
    else yield { name, kind: 'object', address: target };
  }
}
