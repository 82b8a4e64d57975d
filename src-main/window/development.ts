import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Address of the dev server, where the program runs from its sources under `npm run dev`. A packaged program has no
 * sources beside it and never loads a page from elsewhere, whatever its environment says.
 */
export function developmentAddress(appFolder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const address = environment['ELECTRON_RENDERER_URL'];
  if (!address || !existsSync(join(appFolder, 'electron.config.ts'))) return undefined;
  return /^http:\/\/(localhost|127\.0\.0\.1):\d+\/?$/.test(address) ? address : undefined;
}
