import { extname } from 'node:path';

/** The file that the person means by the name typed into the save dialog: with the first ending where it has none. */
export function withEnding(file: string, endings: readonly string[]): string {
  const typed = extname(file).slice(1).toLowerCase();
  return endings.includes(typed) ? file : `${file}.${endings[0]}`;
}
