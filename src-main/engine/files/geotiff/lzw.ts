const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MOST_CODES = 4096;

/**
 * LZW as TIFF 6.0, section 13, writes it: codes of 9 to 12 bits, highest bit first, the width growing one code
 * early. Stops at `length` bytes.
 * @throws Error where a code stands for nothing
 */
export function unpackLzw(data: Uint8Array, length: number): Uint8Array {
  const values = new Uint8Array(length);
  // Each code stands for a piece of what was unpacked before it was made.
  const starts = new Int32Array(MOST_CODES);
  const lengths = new Int32Array(MOST_CODES);
  let done = 0;
  let free = FIRST_FREE;
  let width = 9;
  let previousStart = -1;
  let previousLength = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; done < length;) {
    while (held < width && at < data.length) {
      bits = ((bits << 8) | data[at++]) & 0xffffff;
      held += 8;
    }
    if (held < width) break;
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      free = FIRST_FREE;
      width = 9;
      previousStart = -1;
      continue;
    }
    const start = done;
    if (code < CLEAR) {
      values[done++] = code;
    } else if (code < free) {
      done = copyWithin(values, starts[code], lengths[code], done);
    } else if (code === free && previousStart >= 0) {
      done = copyWithin(values, previousStart, previousLength + 1, done);
    } else {
      throw new Error(`LZW code ${code} stands for nothing`);
    }
    // The new code: what the previous one stood for and the first byte of this one, which follow each other.
    if (previousStart >= 0 && free < MOST_CODES) {
      starts[free] = previousStart;
      lengths[free] = previousLength + 1;
      free++;
    }
    if (free + 1 >= 1 << width && width < 12) width++;
    previousStart = start;
    previousLength = done - start;
  }
  return values.subarray(0, done);
}

/** Byte by byte, since source and target may overlap: a run repeats itself. */
function copyWithin(values: Uint8Array, start: number, length: number, target: number): number {
  const end = Math.min(target + length, values.length);
  for (let from = start, to = target; to < end; from++, to++) values[to] = values[from];
  return end;
}
