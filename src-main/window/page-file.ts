import { realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';

export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://bandscape`;
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/** The only kinds of file that a page consists of; anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  file: string;
  contentType: string;
}

/**
 * The file behind an address of the page, or undefined where there is none to serve: another host, a path that
 * leaves the folder by `..`, an encoded slash, an absolute path or a link, or a kind of file no page consists of.
 */
export async function findPageFile(folder: string, address: string): Promise<PageFile | undefined> {
  const path = pagePath(address);
  if (path === undefined) return undefined;
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined) return undefined;
  try {
    const root = await realpath(folder);
    const file = join(root, path);
    // A link anywhere below the folder makes the two differ.
    return (await realpath(file)) === file ? { file, contentType } : undefined;
  } catch {
    return undefined;
  }
}

/** Plain path below the page's folder, e.g. `assets/index.js`. */
function pagePath(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.protocol !== `${PAGE_SCHEME}:` || url.host !== 'bandscape' || url.username !== '') return undefined;
  const parts = url.pathname.slice(1).split('/');
  return parts.every((part) => /^[\w-][\w.-]*$/.test(part)) ? parts.join('/') : undefined;
}

/** Whether an address is one of the page itself. */
export function isPageAddress(address: string): boolean {
  return address === PAGE_ORIGIN || address.startsWith(`${PAGE_ORIGIN}/`);
}
