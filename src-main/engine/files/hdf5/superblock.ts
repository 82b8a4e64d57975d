import { UnreadableFileError } from '../../errors';
import type { ByteSource } from '../bytes';
import { fileName } from '../file-errors';
import { damagedFile } from '../variable-errors';
import { lookup3 } from './checksum';
import { Cursor } from './cursor';
import { Hdf5File, type Superblock } from './hdf5-file';
import { SIGNATURE_LENGTH, isSignature, superblockPlaces } from './signature';

/** The longest superblock with eight-byte addresses takes fewer. */
const LONGEST = 128;

/**
 * Finds and reads the superblock (HDF5 File Format Specification 3.0, II.A), versions 0 to 3.
 * @throws UnreadableFileError where there is none, it makes no sense, or the file is shorter than it says
 */
export async function openHdf5(bytes: ByteSource, file: string, signal?: AbortSignal): Promise<Hdf5File> {
  const place = await findSuperblock(bytes, file, signal);
  const contents = await bytes.read(place, Math.min(LONGEST, bytes.length - place), signal);
  const { superblock, end } = readSuperblock(file, contents, place);
  if (end > bytes.length) {
    throw new UnreadableFileError(
      'file-incomplete',
      `"${fileName(file)}" is incomplete: it holds ${bytes.length} bytes of ${end}; download or save it again.`,
      { file, length: bytes.length, end },
    );
  }
  return new Hdf5File(bytes, superblock, signal);
}

async function findSuperblock(bytes: ByteSource, file: string, signal?: AbortSignal): Promise<number> {
  for (const place of superblockPlaces(bytes.length)) {
    if (place + SIGNATURE_LENGTH > bytes.length) break;
    if (isSignature(await bytes.read(place, SIGNATURE_LENGTH, signal))) return place;
  }
  throw damagedFile(file, 'no HDF5 signature is found in it');
}

function readSuperblock(
  file: string,
  contents: Uint8Array,
  place: number,
): { superblock: Superblock; end: number } {
  const sizes = { file, offsetSize: 8, lengthSize: 8 };
  const cursor = new Cursor(sizes, contents, place).skip(SIGNATURE_LENGTH);
  const version = cursor.u8();
  if (version > 3) throw cursor.damaged(`its superblock is of the unknown version ${version}`);
  if (version < 2) cursor.skip(4);
  sizes.offsetSize = cursor.u8();
  sizes.lengthSize = cursor.u8();
  if (![2, 4, 8].includes(sizes.offsetSize) || ![2, 4, 8].includes(sizes.lengthSize))
    throw cursor.damaged(`it claims addresses of ${sizes.offsetSize} bytes`);
  // Behind: whether it is open elsewhere; in old versions also the ranks of B-trees.
  cursor.skip(version < 2 ? (version === 1 ? 13 : 9) : 1);
  const stated = cursor.address();
  cursor.address();
  const end = cursor.address();
  if (version < 2) {
    cursor.address();
    cursor.skip(sizes.offsetSize);
  }
  const root = cursor.address();
  if (version >= 2) checkChecksum(cursor);
  if (stated === undefined || end === undefined || root === undefined)
    throw cursor.damaged('its superblock lacks an address');
  // A user block added later moves everything, and addresses are relative to the superblock all the same.
  return { superblock: { ...sizes, base: place, root }, end: end - stated + place };
}

function checkChecksum(cursor: Cursor): void {
  const covered = cursor.bytes.subarray(0, cursor.position);
  if (lookup3(covered) !== cursor.u32())
    throw cursor.damaged('the checksum of its superblock does not match');
}
