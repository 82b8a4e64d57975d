import { HEADER_LENGTH, readMat4Header } from './header';

/** Without a word of its own, the format is known by a header that makes sense and a name behind it. */
export function isMat4(head: Uint8Array): boolean {
  const header = readMat4Header(head);
  if (!header) return false;
  const name = head.subarray(HEADER_LENGTH, HEADER_LENGTH + header.nameLength);
  const end = name.indexOf(0);
  const isComplete = name.length === header.nameLength;
  const characters = end < 0 ? name : name.subarray(0, end);
  return (
    characters.every((byte) => byte > 0x20) &&
    (characters.length > 0 || !isComplete) &&
    (end >= 0 || !isComplete)
  );
}
