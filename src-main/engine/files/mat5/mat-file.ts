import type { ByteSource } from '../bytes';

/** An open MAT file and how to read it. */
export interface MatFile {
  bytes: ByteSource;
  /** Its path, for messages. */
  file: string;
  littleEndian: boolean;
  signal?: AbortSignal;
}
