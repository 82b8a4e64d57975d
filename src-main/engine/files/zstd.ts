import { ZSTDDecoder } from 'zstddec';

/**
 * One Zstandard frame of at most `length` bytes; a decoder's memory is never asked for more, whatever the frame says.
 * @throws Error where the frame is damaged or larger
 */
export async function unpackZstd(data: Uint8Array, length: number): Promise<Uint8Array> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const values = decoder.decode(data, length);
  if (values.length > length) throw new Error('the Zstandard frame is damaged');
  return values;
}
