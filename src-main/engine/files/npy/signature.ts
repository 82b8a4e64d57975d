export { beginsLikeNpy as isNpy } from './header';

/** A ZIP archive whose first file is an array, or that is named like one of NumPy's. */
export function isNpz(head: Uint8Array, file: string): boolean {
  const text = String.fromCharCode(...head.subarray(0, 300));
  // A local header, or the end of the directory where there is no entry.
  if (!text.startsWith('PK\x03\x04') && !text.startsWith('PK\x05\x06')) return false;
  if (/\.npz$/i.test(file)) return true;
  const nameLength = head.length >= 30 ? head[26] + 256 * head[27] : 0;
  return nameLength > 4 && text.slice(30, 30 + nameLength).endsWith('.npy');
}
