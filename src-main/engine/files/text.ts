import { openFileBytes } from './bytes';

const UTF16_MARK = [0xff, 0xfe];

/** Whether bytes begin with the mark of UTF-16, in which spreadsheets save "Unicode text". */
export function isUtf16(head: Uint8Array): boolean {
  return UTF16_MARK.every((byte, at) => head[at] === byte);
}

/** UTF-8 or UTF-16 with its mark, which is taken off; Latin-1 where it is neither. */
export function decodeText(bytes: Uint8Array): string {
  if (isUtf16(bytes)) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * All of a text file, or undefined where it has more than `longest` bytes.
 * @throws UnreadableFileError where it cannot be read
 */
export async function readTextFile(
  file: string,
  longest: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const bytes = await openFileBytes(file);
  try {
    return bytes.length > longest ? undefined : decodeText(await bytes.read(0, bytes.length, signal));
  } finally {
    await bytes.close();
  }
}
