import { ipcMain } from 'electron';
import type { BrowserWindow } from 'electron';
import { IPC_CALLS } from '@shared/ipc';
import type { IpcCallName, IpcEventName, IpcEvents } from '@shared/ipc';
import { answerRequest } from './requests';
import type { Handlers } from './requests';

/** Listens to every call of the contract, and to nothing else. */
export function registerCalls(
  window: () => BrowserWindow | undefined,
  developmentUrl: string | undefined,
  handlers: Handlers,
): void {
  for (const name of Object.keys(IPC_CALLS) as IpcCallName[]) {
    ipcMain.handle(name, (event, parameters: unknown) => {
      const isOurWindow = event.sender === window()?.webContents;
      return answerRequest(
        name,
        parameters,
        { frame: event.senderFrame, isOurWindow, developmentUrl },
        handlers,
      );
    });
  }
}

/** Tells the page something; nothing happens where the window is gone. */
export function sendEvent<K extends IpcEventName>(
  window: BrowserWindow | undefined,
  name: K,
  event: IpcEvents[K],
): void {
  if (window && !window.isDestroyed() && !window.webContents.isCrashed())
    window.webContents.send(name, event);
}
