import { PartFile } from './part-file';

export interface FileContents {
  file: string;
  /** Null for a file that is to be gone once the others are there. */
  data: Uint8Array | string | null;
}

/**
 * Writes files that belong together so that they are whole or as they were before: to temporary names beside them,
 * flushed, then renamed in this order.
 * @throws NotWritableError with the disk's reason; nothing is left behind
 */
export async function writeFilesWhole(files: readonly FileContents[]): Promise<void> {
  const parts: PartFile[] = [];
  try {
    for (const { file, data } of files) {
      if (data === null) continue;
      const part = await PartFile.create(file);
      parts.push(part);
      await part.append(typeof data === 'string' ? Buffer.from(data) : data);
    }
    const obsolete = files.filter(({ data }) => data === null);
    await PartFile.finishTogether(
      parts,
      obsolete.map(({ file }) => file),
    );
  } finally {
    for (const part of parts) await part.discard();
  }
}

/** As `writeFilesWhole` with one file. */
export function writeFileWhole(file: string, data: Uint8Array | string): Promise<void> {
  return writeFilesWhole([{ file, data }]);
}
