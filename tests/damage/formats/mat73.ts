import { hdf5Damage } from '../hdf5';
import { hdf5Parts } from '../parts';

const USER_BLOCK = 512;

/** Addresses count from the superblock, so that a user block may be put before it. */
function behindUserBlock(bytes: Buffer): Buffer {
  const block = Buffer.alloc(USER_BLOCK);
  block.write('MATLAB 7.3 MAT-file, written for a test'.padEnd(124));
  block.write('\0\x02IM', 124, 'latin1');
  return Buffer.concat([block, bytes]);
}

export const mat73Damage = hdf5Damage(
  { name: 'damaged.mat', put: behindUserBlock, nameOf: (path) => path.slice(1).replaceAll('/', '.') },
  {
    small: [{ file: 'formats/mat73/smallest.mat' }],
    large: [
      { file: 'formats/mat73/tiny.mat', parts: hdf5Parts },
      { file: 'formats/mat73/nested.mat', parts: hdf5Parts },
    ],
  },
);
