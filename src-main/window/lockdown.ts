import type { App, Session, WebContents } from 'electron';
import { isPageAddress } from './page-file';

/** The page needs no device and no permission, and loads nothing but itself (and, in development, the dev server). */
export function lockSession(session: Session, developmentUrl?: string): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayLoad(details.url, developmentUrl) });
  });
}

function mayLoad(address: string, developmentUrl: string | undefined): boolean {
  if (isPageAddress(address) || /^(data|blob):/.test(address)) return true;
  if (developmentUrl === undefined) return false;
  const { host } = new URL(developmentUrl);
  return (
    address.startsWith('devtools://') ||
    [`http://${host}/`, `ws://${host}/`].some((start) => address.startsWith(start))
  );
}

/** Holds for every page there ever is, not only for the window's: no way out and nothing embedded. */
export function lockAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
