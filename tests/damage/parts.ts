/** Where the parts of a file begin, by format: the places at which a file that is cut off is most like a whole one. */

/** Every place where one of these words lies. */
export function wordsAt(...words: string[]): (bytes: Buffer) => number[] {
  return (bytes) =>
    words.flatMap((word) => {
      const places: number[] = [];
      for (let at = bytes.indexOf(word, 0, 'latin1'); at >= 0; at = bytes.indexOf(word, at + 1, 'latin1'))
        places.push(at);
      return places;
    });
}

export const lineEnds = wordsAt('\n');

export const everyBytes =
  (step: number, from = 0) =>
  (bytes: Buffer): number[] =>
    Array.from({ length: Math.ceil((bytes.length - from) / step) }, (_, n) => from + n * step);

/** Elements of a little-endian MAT file of version 5, and those within its matrices. */
export function matElements(bytes: Buffer): number[] {
  const places: number[] = [];
  const walk = (start: number, stop: number, inside: boolean) => {
    for (let at = start; at + 8 <= stop;) {
      places.push(at, at + 4, at + 8);
      const small = bytes.readUInt16LE(at + 2) > 0;
      const [type, length] = [bytes.readUInt16LE(at), small ? 4 : bytes.readUInt32LE(at + 4)];
      if (type === 14) walk(at + 8, at + 8 + length, true);
      at += small ? 8 : 8 + (inside ? Math.ceil(length / 8) * 8 : length);
    }
  };
  walk(128, bytes.length, false);
  return places;
}

/** Directories of a little-endian classic TIFF, their entries, the values that lie elsewhere, and strips or tiles. */
export function tiffParts(bytes: Buffer): number[] {
  const places = [4, 8];
  const SIZES: Record<number, number> = { 2: 1, 3: 2, 4: 4, 5: 8, 12: 8 };
  for (let directory = bytes.readUInt32LE(4); directory !== 0;) {
    const count = bytes.readUInt16LE(directory);
    const link = directory + 2 + 12 * count;
    places.push(directory, directory + 2, link, link + 4);
    const values = new Map<number, number[]>();
    for (let at = directory + 2; at < link; at += 12) {
      const [code, type, number] = [
        bytes.readUInt16LE(at),
        bytes.readUInt16LE(at + 2),
        bytes.readUInt32LE(at + 4),
      ];
      const length = number * (SIZES[type] ?? 1);
      const start = length > 4 ? bytes.readUInt32LE(at + 8) : at + 8;
      places.push(at, start, start + length);
      if (type === 4)
        values.set(
          code,
          Array.from({ length: number }, (_, n) => bytes.readUInt32LE(start + 4 * n)),
        );
      if (type === 3)
        values.set(
          code,
          Array.from({ length: number }, (_, n) => bytes.readUInt16LE(start + 2 * n)),
        );
    }
    const offsets = values.get(273) ?? values.get(324) ?? [];
    const lengths = values.get(279) ?? values.get(325) ?? [];
    offsets.forEach((offset, block) => places.push(offset, offset + lengths[block]));
    directory = bytes.readUInt32LE(link);
  }
  return places;
}

/** Structures of an HDF5 file that bear a signature, and the superblock's parts. */
export const hdf5Parts = wordsAt(
  ...[
    '\x89HDF',
    'TREE',
    'SNOD',
    'HEAP',
    'GCOL',
    'OHDR',
    'OCHK',
    'FRHP',
    'FHDB',
    'FHIB',
    'BTHD',
    'BTLF',
    'BTIN',
  ],
  ...['FAHD', 'FADB', 'EAHD', 'EAIB', 'EASB', 'EADB', 'FSHD', 'FSSE', 'SMTB', 'SMLI'],
);

export const pngChunks = wordsAt('IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND');
export const zipParts = wordsAt('PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', '\x93NUMPY');
