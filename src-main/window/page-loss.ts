import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { MainMessages } from '../menu/messages';

/** A second loss within this time is not answered by loading the page again. */
const SOON_MS = 60_000;

/** Loads the page again, once, when its process died, and says so; a page that dies again soon is given up. */
export function reloadLostPage(window: BrowserWindow, address: string, words: () => MainMessages): void {
  let lastLoss = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    if (now - lastLoss < SOON_MS) {
      dialog.showErrorBox(words().pageLostTitle, words().pageLost);
      window.destroy();
      return;
    }
    lastLoss = now;
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: words().pageLostTitle,
      detail: words().pageReloaded.replace('{reason}', reason),
    });
    void window.loadURL(address);
  });
}
