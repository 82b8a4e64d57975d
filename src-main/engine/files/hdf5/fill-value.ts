import type { Cursor } from './cursor';

/** Reads a fill value message of versions 1 to 3: the stored bytes of one value; undefined where none is defined. */
export function readFillValue(body: Cursor): Uint8Array | undefined {
  const version = body.u8();
  if (version < 1 || version > 3) throw body.damaged(`a fill value is of the unknown version ${version}`);
  if (version === 3) return (body.u8() & 0x20) !== 0 ? readOldFillValue(body) : undefined;
  body.skip(2);
  const defined = body.u8() !== 0;
  return defined || version === 1 ? readOldFillValue(body) : undefined;
}

/** Reads a fill value message as the library wrote it before 1.6. */
export function readOldFillValue(body: Cursor): Uint8Array | undefined {
  // Some have a length of -1 where there is no value.
  const length = body.u32() | 0;
  return length > 0 ? body.take(length) : undefined;
}
