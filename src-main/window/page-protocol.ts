import { protocol } from 'electron';
import type { Protocol, Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import { PAGE_SCHEME, findPageFile } from './page-file';

interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Must run before the app is ready: `app://bandscape/` behaves like https, with an origin of its own. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page's files, and only them, with the Content-Security-Policy on each. */
export function servePage(session: Session, folder: string): void {
  if ('handle' in session.protocol) {
    session.protocol.handle(PAGE_SCHEME, async (request) => {
      const { status, headers, body } = await answer(folder, request.method, request.url);
      return new Response(new Uint8Array(body), { status, headers });
    });
    return;
  }
  // Electron before 25.
  const older: Protocol = session.protocol;
  older.registerBufferProtocol(PAGE_SCHEME, (request, respond) => {
    void answer(folder, request.method, request.url).then(({ status, headers, body }) =>
      respond({ statusCode: status, headers, mimeType: headers['Content-Type'], data: body }),
    );
  });
}

async function answer(folder: string, method: string, address: string): Promise<PageAnswer> {
  const page = method === 'GET' ? await findPageFile(folder, address) : undefined;
  const headers = {
    'Content-Type': page?.contentType ?? 'text/plain',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  try {
    if (page) return { status: 200, headers, body: await readFile(page.file) };
  } catch {
    // Gone between looking and reading: the same as not there.
  }
  return { status: 404, headers, body: Buffer.alloc(0) };
}
