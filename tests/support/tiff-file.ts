/** An entry of a directory as a test wants it, true or not. Types: 2 bytes of a text, 3 short, 4 long. */
export interface TiffEntry {
  code: number;
  type: 2 | 3 | 4;
  values: number[];
  /** Where it lies about how many there are. */
  count?: number;
}

export const short = (code: number, ...values: number[]): TiffEntry => ({ code, type: 3, values });
export const text = (code: number, contents: string): TiffEntry => ({
  ...{ code, type: 2, values: [...Buffer.from(`${contents}\0`)] },
});
export const long = (code: number, ...values: number[]): TiffEntry => ({ code, type: 4, values });

/** Entries of a small image of bytes in one strip, whose data begin at byte 8. */
export function imageEntries(rows: number, columns: number, stored: number): TiffEntry[] {
  return [
    long(256, columns),
    long(257, rows),
    short(258, 8),
    short(259, 1),
    short(262, 1),
    long(273, 8),
    short(277, 1),
    long(278, rows),
    long(279, stored),
  ];
}

/** Replaces or adds entries. */
export function changed(entries: readonly TiffEntry[], ...changes: TiffEntry[]): TiffEntry[] {
  const codes = new Set(changes.map(({ code }) => code));
  return [...entries.filter(({ code }) => !codes.has(code)), ...changes].sort((a, b) => a.code - b.code);
}

/**
 * A little-endian classic TIFF: header, data, values, one directory.
 * @param next offset of a further directory; a function is told where this one lies
 */
export function tiffFile(
  data: Uint8Array,
  entries: readonly TiffEntry[],
  next: number | ((directory: number) => number) = 0,
): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(8), data];
  let end = 8 + data.length;
  const rows = entries.map(({ code, type, values, count }) => {
    const size = { 2: 1, 3: 2, 4: 4 }[type];
    const bytes = Buffer.alloc(Math.max(4, values.length * size));
    values.forEach((value, index) => bytes.writeUIntLE(value, index * size, size));
    const row = Buffer.alloc(12);
    row.writeUInt16LE(code, 0);
    row.writeUInt16LE(type, 2);
    row.writeUInt32LE(count ?? values.length, 4);
    if (values.length * size <= 4) bytes.copy(row, 8);
    else {
      row.writeUInt32LE(end, 8);
      parts.push(bytes);
      end += bytes.length;
    }
    return row;
  });
  const count = Buffer.alloc(2);
  count.writeUInt16LE(rows.length);
  const link = Buffer.alloc(4);
  link.writeUInt32LE(typeof next === 'number' ? next : next(end));
  const header = parts[0] as Buffer;
  header.write('II*\0', 'latin1');
  header.writeUInt32LE(end, 4);
  return Buffer.concat([...parts, count, ...rows, link]);
}
