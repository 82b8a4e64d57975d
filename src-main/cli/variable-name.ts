import { existsSync } from 'node:fs';

export interface VariableName {
  file: string;
  /** Absent where the file alone was given. */
  variable?: string;
}

/**
 * Reads `FILE` or `FILE:NAME`. A file that exists under the whole text is that file, so names with colons work, and
 * the colon of a Windows drive is none. Where nothing exists, the part before the last colon is the file.
 */
export function parseVariableName(
  text: string,
  exists: (file: string) => boolean = existsSync,
): VariableName {
  if (exists(text)) return { file: text };
  let guess: VariableName | undefined;
  for (let colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
    if (isDriveColon(text, colon)) continue;
    const name = { file: text.slice(0, colon), variable: text.slice(colon + 1) };
    if (name.variable === '') continue;
    if (exists(name.file)) return name;
    guess ??= name;
  }
  return guess ?? { file: text };
}

function isDriveColon(text: string, colon: number): boolean {
  return colon === 1 && /^[a-z]:[\\/]/i.test(text);
}
