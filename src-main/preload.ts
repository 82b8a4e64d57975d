/** Transport and nothing else: what the window may say, and to whom, is decided in `ipc/`. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { IPC_CALLS, IPC_EVENTS } from '@shared/ipc';
import type { BandscapeApi } from '@shared/ipc';

const has = Object.prototype.hasOwnProperty;

const api: BandscapeApi = {
  call(name, parameters) {
    if (!has.call(IPC_CALLS, name)) return Promise.reject(new Error('No such call.'));
    return ipcRenderer.invoke(name, parameters);
  },
  on(name, listener) {
    if (!has.call(IPC_EVENTS, name)) throw new Error('No such event.');
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(name, forward);
    return () => void ipcRenderer.removeListener(name, forward);
  },
  // Electron before 32 has the path on the file itself.
  pathForFile: (file) => (webUtils ? webUtils.getPathForFile(file) : (file as File & { path: string }).path),
};

contextBridge.exposeInMainWorld('api', api);
