/**
 * Unpacks LZF (Marc Lehmann's LibLZF, as h5py writes it): runs of plain bytes, and copies of what came before.
 * @param length of the unpacked data
 * @throws Error where the data are damaged or unpack to another length
 */
export function unpackLzf(packed: Uint8Array, length: number): Uint8Array {
  if (length > packed.length * TIGHTEST_LZF) throw new Error('it is too short');
  const unpacked = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (from < packed.length) {
    const control = packed[from++];
    if (control < 32) {
      const count = control + 1;
      if (from + count > packed.length || to + count > length) throw new Error('a run is too long');
      unpacked.set(packed.subarray(from, from + count), to);
      from += count;
      to += count;
      continue;
    }
    let count = (control >> 5) + 2;
    if (count === 9) count += packed[from++];
    const source = to - (((control & 0x1f) << 8) | packed[from++]) - 1;
    if (from > packed.length || source < 0 || to + count > length) throw new Error('a copy is out of range');
    // What is copied may be what the copy itself writes.
    for (let i = 0; i < count; i++) unpacked[to++] = unpacked[source + i];
  }
  if (to !== length) throw new Error(`it unpacks to ${to} bytes instead of ${length}`);
  return unpacked;
}

/** Three bytes stand for at most 264. */
const TIGHTEST_LZF = 88;
