import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences and citations that the About box shows; empty where the file is missing. */
export function readNotices(appFolder: string): string {
  try {
    return readFileSync(join(appFolder, 'NOTICE'), 'utf8');
  } catch {
    return '';
  }
}
