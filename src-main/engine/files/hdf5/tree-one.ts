import { throwIfCancelled } from '../../errors';
import type { Cursor } from './cursor';
import type { Hdf5File } from './hdf5-file';

export const TREE = { groups: 0, chunks: 1 } as const;

interface TreeNode {
  address: number;
  level: number | undefined;
}

/**
 * What the leaves of a B-tree of version 1 point to, in order, with the key before each (HDF5 File Format
 * Specification 3.0, III.A.1).
 * @param keyLength bytes of a key
 * @throws UnreadableFileError where a node is damaged, or met twice
 */
export async function* treeLeaves(
  h5: Hdf5File,
  root: number,
  type: number,
  keyLength: number,
): AsyncGenerator<{ key: Cursor; address: number }> {
  const waiting: TreeNode[] = [{ address: root, level: undefined }];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    throwIfCancelled(h5.signal);
    if (seen.has(node.address)) throw h5.damaged('a tree leads back to itself', node.address);
    seen.add(node.address);
    const { level, body, children } = await readNode(h5, node, type, keyLength);
    const below: TreeNode[] = [];
    for (let child = 0; child < children; child++) {
      const key = body.part(keyLength);
      const address = body.address();
      if (address === undefined) throw body.damaged('a tree leads nowhere');
      if (level === 0) yield { key, address };
      else below.push({ address, level: level - 1 });
    }
    waiting.push(...below.reverse());
  }
}

async function readNode(h5: Hdf5File, { address, level }: TreeNode, type: number, keyLength: number) {
  const prefixLength = 8 + 2 * h5.offsetSize;
  const prefix = (await h5.read(address, prefixLength, 'the node of a tree')).expect('TREE');
  const foundType = prefix.u8();
  const foundLevel = prefix.u8();
  const children = prefix.u16();
  if (foundType !== type || (level !== undefined && foundLevel !== level))
    throw h5.damaged('the node of a tree belongs to another one', address);
  const length = children * (keyLength + h5.offsetSize);
  const body = await h5.read(address + prefixLength, length, 'the node of a tree');
  return { level: foundLevel, body, children };
}
