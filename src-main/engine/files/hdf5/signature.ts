import { extname } from 'node:path';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
export const SIGNATURE_LENGTH = SIGNATURE.length;

/** What a superblock may begin behind: nothing, or a user block of 512 bytes or a doubling of that. */
export function* superblockPlaces(length: number): Generator<number> {
  yield 0;
  for (let place = 512; place < length; place *= 2) yield place;
}

export function isSignature(bytes: Uint8Array): boolean {
  return bytes.length >= SIGNATURE_LENGTH && SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** Whether a file that begins with `head` is one of HDF5, behind a user block of up to 2 KiB or none. */
export function isHdf5(head: Uint8Array): boolean {
  for (const place of superblockPlaces(head.length)) if (isSignature(head.subarray(place))) return true;
  return false;
}

/** MATLAB writes a user block of its own, whose version number is 2.0. */
export function isMat73(head: Uint8Array): boolean {
  if (isSignature(head)) return false;
  const begins = (text: string) => String.fromCharCode(...head.subarray(0, text.length)) === text;
  return begins('MATLAB 7.3') || (begins('MATLAB') && isHdf5(head));
}

const NETCDF_ENDINGS = ['.nc', '.nc4', '.cdf'];

/** NetCDF-4 files are HDF5 files; those of libraries since 2016 say who wrote them in their first bytes. */
export function isNetcdf4(head: Uint8Array, file: string): boolean {
  if (!isHdf5(head)) return false;
  return NETCDF_ENDINGS.includes(extname(file).toLowerCase()) || Buffer.from(head).includes('_NCProperties');
}
