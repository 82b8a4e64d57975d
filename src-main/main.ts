/** Starts the program: one instance, one window, the engine behind it; ends everything with the window. */
import { Menu, app, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { AppInfo, IpcEventName, IpcEvents, Preferences } from '@shared/ipc';
import { EngineHost } from './engine-host/host';
import { utilityWorkers } from './engine-host/utility-transport';
import { formats } from './engine/files/registry';
import { createDialogs } from './ipc/dialogs';
import { createHandlers } from './ipc/handlers';
import { readNotices } from './ipc/notices';
import { registerCalls, sendEvent } from './ipc/register';
import { TrainingRuns } from './ipc/training-runs';
import { menuTemplate } from './menu/menu';
import { mainMessages } from './menu/messages';
import { defaultSettings } from './settings/settings';
import { SettingsStore } from './settings/settings-store';
import { developmentAddress } from './window/development';
import { FilesToOpen, filesAmong } from './window/files-to-open';
import { lockAllContents, lockSession } from './window/lockdown';
import { applyTheme, openMainWindow, stateOf } from './window/main-window';
import { PAGE_URL } from './window/page-file';
import { reloadLostPage } from './window/page-loss';
import { registerPageScheme, servePage } from './window/page-protocol';

const appFolder = app.getAppPath();
const developmentUrl = developmentAddress(appFolder, process.env);
const filesToOpen = new FilesToOpen();
let window: BrowserWindow | undefined;

if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  lockAllContents(app);
  filesToOpen.add(filesAmong(process.argv, process.cwd(), appFolder));
  app.on('second-instance', (_event, argv, folder) => {
    showWindow();
    filesToOpen.add(filesAmong(argv, folder, appFolder));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    filesToOpen.add([file]);
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

/** Everything that needs a ready app. */
function start(): void {
  const settings = new SettingsStore(
    join(app.getPath('userData'), 'preferences.json'),
    defaultSettings(app.getLocale()),
  );
  const send = <K extends IpcEventName>(name: K, event: IpcEvents[K]) => sendEvent(window, name, event);
  const host = new EngineHost(utilityWorkers(__dirname), (message) => send('engineRestarted', { message }));
  host.warmUp();
  const runs = new TrainingRuns(host, (event) => {
    send('training', event);
    showProgress(event);
  });
  const language = () => settings.value.preferences.language;

  const setPreferences = (change: Partial<Preferences>): Preferences => {
    const { preferences } = settings.change({ preferences: { ...settings.value.preferences, ...change } });
    applyTheme(preferences.theme);
    setMenu();
    return preferences;
  };
  const appInfo = (): AppInfo => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    preferences: settings.value.preferences,
    filesToOpen: filesToOpen.takeAll((files) => send('openFiles', { files })),
    notices: readNotices(appFolder),
  });
  const setMenu = () => {
    const isDevelopment = developmentUrl !== undefined;
    const command = (name: IpcEvents['menu']['command']) => send('menu', { command: name });
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ language: language(), isDevelopment, send: command })),
    );
  };

  lockSession(session.defaultSession, developmentUrl);
  servePage(session.defaultSession, join(appFolder, 'out', 'renderer'));
  const sceneExtensions = formats.flatMap(({ extensions }) => extensions);
  const dialogs = createDialogs(() => window, language, sceneExtensions);
  const openExternal = (url: string) => shell.openExternal(url);
  const handlers = createHandlers({ host, runs, dialogs, appFolder, appInfo, setPreferences, openExternal });
  registerCalls(() => window, developmentUrl, handlers);
  setMenu();

  const openWindow = () => {
    const address = developmentUrl ?? PAGE_URL;
    const opened = openMainWindow({
      preload: join(__dirname, '..', 'preload', 'preload.cjs'),
      address,
      theme: settings.value.preferences.theme,
      state: settings.value.window,
      isDevelopment: developmentUrl !== undefined,
    });
    window = opened;
    const pageIsGone = () => {
      filesToOpen.pause();
      runs.cancelAll();
      void host.closeScenes();
    };
    opened.on('close', () => settings.change({ window: stateOf(opened) }));
    opened.on('closed', () => {
      window = undefined;
      pageIsGone();
    });
    opened.webContents.on('render-process-gone', pageIsGone);
    reloadLostPage(opened, address, () => mainMessages(language()));
  };
  openWindow();
  app.on('activate', () => (window ? showWindow() : openWindow()));
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  endWithoutLeftovers(host);
}

/** Holds the end of the program until every engine process is gone. */
function endWithoutLeftovers(host: EngineHost): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void host.close().finally(() => app.exit());
  });
}

function showWindow(): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The task bar's own progress bar, where the system has one. */
function showProgress(event: IpcEvents['training']): void {
  if (!window || window.isDestroyed()) return;
  if (event.type !== 'progress') window.setProgressBar(-1);
  else if (event.progress.type === 'step') window.setProgressBar(event.progress.fraction);
}
