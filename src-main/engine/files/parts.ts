import type { FileInfo } from '@shared/scene';

/** Without files whose header is among the others: someone who opens both halves of an image means one image. */
export function withoutParts(infos: readonly FileInfo[]): FileInfo[] {
  const files = new Set(infos.map(({ file }) => file));
  return infos.filter(({ partOf }) => partOf === undefined || !files.has(partOf));
}
