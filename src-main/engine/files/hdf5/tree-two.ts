import { throwIfCancelled } from '../../errors';
import type { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';

/** Signature, version and type before, checksum behind the contents of a node. */
const NODE_OVERHEAD = 10;
const LARGEST_NODE = 16 * 1024 * 1024;
const DEEPEST = 32;

interface Tree {
  type: number;
  nodeLength: number;
  recordLength: number;
  depth: number;
  root: number | undefined;
  rootRecords: number;
}

interface Level {
  /** Bytes that hold the number of records of a node on this level, and of all below it. */
  countLength: number;
  totalLength: number;
}

interface TreeNode {
  address: number;
  level: number;
  records: number;
}

/**
 * All records of a B-tree of version 2, node by node, not in order (HDF5 File Format Specification 3.0, III.A.2).
 * @throws UnreadableFileError where a node is damaged, or met twice
 */
export async function* treeRecords(
  h5: Hdf5File,
  address: number,
): AsyncGenerator<{ type: number; record: Cursor }> {
  const tree = await readTree(h5, address);
  if (tree.root === undefined) return;
  const levels = levelsOf(h5, tree, address);
  const waiting: TreeNode[] = [{ address: tree.root, level: tree.depth, records: tree.rootRecords }];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    throwIfCancelled(h5.signal);
    if (seen.has(node.address)) throw h5.damaged('a tree leads back to itself', node.address);
    seen.add(node.address);
    const body = await readNode(h5, tree, levels, node);
    for (let n = 0; n < node.records; n++) yield { type: tree.type, record: body.part(tree.recordLength) };
    if (node.level > 0) waiting.push(...childrenOf(body, node, levels));
  }
}

async function readTree(h5: Hdf5File, address: number): Promise<Tree> {
  const length = 22 + h5.offsetSize + h5.lengthSize;
  const body = (await h5.readChecked(address, length, 'the head of a tree')).expect('BTHD');
  body.skip(1);
  const tree: Tree = {
    type: body.u8(),
    nodeLength: body.u32(),
    recordLength: body.u16(),
    depth: body.u16(),
    root: body.skip(2).address(),
    rootRecords: body.u16(),
  };
  if (tree.nodeLength > LARGEST_NODE || tree.depth > DEEPEST || tree.recordLength === 0)
    throw h5.damaged('the head of a tree makes no sense', address);
  return tree;
}

/** How wide the numbers in nodes are follows from how many records fit in one. */
function levelsOf(h5: Hdf5File, { nodeLength, recordLength, depth }: Tree, address: number): Level[] {
  const room = nodeLength - NODE_OVERHEAD;
  let most = Math.floor(room / recordLength);
  let total = most;
  const countLength = bytesFor(most);
  const levels: Level[] = [{ countLength, totalLength: 0 }];
  for (let level = 1; level <= depth; level++) {
    const pointer = h5.offsetSize + countLength + levels[level - 1].totalLength;
    most = Math.floor((room - pointer) / (recordLength + pointer));
    if (most < 1) throw h5.damaged('the head of a tree makes no sense', address);
    total = (most + 1) * total + most;
    levels.push({ countLength, totalLength: bytesFor(total) });
  }
  return levels;
}

function bytesFor(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 256 && bytes < 8; rest /= 256) bytes++;
  return bytes;
}

async function readNode(h5: Hdf5File, tree: Tree, levels: readonly Level[], node: TreeNode): Promise<Cursor> {
  const { address, level, records } = node;
  const below = levels[level - 1];
  const pointers = below ? (records + 1) * (h5.offsetSize + below.countLength + below.totalLength) : 0;
  const length = NODE_OVERHEAD + records * tree.recordLength + pointers;
  if (length > tree.nodeLength) throw h5.damaged('the node of a tree claims too many records', address);
  const body = await h5.readChecked(address, length, 'the node of a tree');
  body.expect(level === 0 ? 'BTLF' : 'BTIN').skip(1);
  if (body.u8() !== tree.type) throw h5.damaged('the node of a tree belongs to another one', address);
  return body;
}

function childrenOf(body: Cursor, { level, records }: TreeNode, levels: readonly Level[]): TreeNode[] {
  const { countLength, totalLength } = levels[level - 1];
  return Array.from({ length: records + 1 }, () => {
    const address = body.address();
    if (address === undefined) throw body.damaged('a tree leads nowhere');
    const count = body.unsigned(countLength);
    body.skip(totalLength);
    return { address, level: level - 1, records: count };
  });
}
