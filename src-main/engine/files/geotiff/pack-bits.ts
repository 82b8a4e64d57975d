/** PackBits (TIFF 6.0, section 9): runs of literal bytes and repeated bytes; stops at `length` bytes. */
export function unpackBits(data: Uint8Array, length: number): Uint8Array {
  const values = new Uint8Array(length);
  let done = 0;
  for (let at = 0; at < data.length && done < length;) {
    const control = data[at++];
    if (control === 128) continue;
    const run = Math.min(control < 128 ? control + 1 : 257 - control, length - done);
    if (control < 128) {
      const literal = data.subarray(at, at + run);
      values.set(literal, done);
      done += literal.length;
      at += control + 1;
    } else {
      if (at >= data.length) break;
      values.fill(data[at++], done, done + run);
      done += run;
    }
  }
  return values.subarray(0, done);
}
