/** Bytes of the descriptive text, version and byte-order mark that every MAT v5 file begins with. */
export const HEADER_LENGTH = 128;

/** Version 1.0 of the format that MATLAB calls 5, 6 and 7; the HDF5 files of version 7.3 say 2.0. */
const VERSION = 0x0100;

/** What MATLAB, Octave and scipy begin the descriptive text with. */
const TEXT = 'MATLAB 5.0';

/** Whether a file that begins with `head` is a MAT v5 file, if perhaps a damaged one. */
export function isMat5(head: Uint8Array): boolean {
  if (String.fromCharCode(...head.subarray(0, TEXT.length)) === TEXT) return true;
  const order = byteOrder(head);
  if (order === undefined) return false;
  const version = new DataView(head.buffer, head.byteOffset).getUint16(124, order === 'little');
  return version === VERSION;
}

/** The two characters "MI", written as one number: they read "IM" in a little-endian file. */
export function byteOrder(head: Uint8Array): 'little' | 'big' | undefined {
  if (head.length < HEADER_LENGTH) return undefined;
  const mark = String.fromCharCode(head[126], head[127]);
  if (mark === 'IM') return 'little';
  return mark === 'MI' ? 'big' : undefined;
}
