/** What an image of the tests says of itself unless a test changes it. */
const BASE = {
  ...{ samples: '4', lines: '3', bands: '2', 'data type': '1', interleave: 'bsq', 'byte order': '0' },
};
export const ENVI_DATA = Uint8Array.from({ length: 24 }, (_, i) => i * 10);

/** The text of a header, the named fields changed or (undefined) left out. */
export function enviHeader(fields: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries({ ...BASE, ...fields })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field} = ${value}`);
  return ['ENVI', ...lines, ''].join('\n');
}

/** Writes images to a folder: a header with the named fields changed or (undefined) left out, and its data. */
export function enviImages(folder: { write(name: string, contents: Uint8Array | string): string }) {
  /** @returns the header's path */
  return (
    name: string,
    fields: Readonly<Record<string, string | undefined>>,
    data: Uint8Array = ENVI_DATA,
  ): string => {
    folder.write(`${name}.dat`, data);
    return folder.write(`${name}.hdr`, enviHeader(fields));
  };
}
