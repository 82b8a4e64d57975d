import { app, session, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { AppInfo, IpcEventName, IpcEvents, Language, Preferences } from '@shared/ipc';
import { EngineHost } from './engine-host/host';
import { utilityWorkers } from './engine-host/utility-transport';
import { formats } from './engine/files/registry';
import { createDialogs } from './ipc/dialogs';
import { createHandlers } from './ipc/handlers';
import { readNotices } from './ipc/notices';
import { Opening } from './ipc/opening';
import { registerCalls, sendEvent } from './ipc/register';
import { Saving } from './ipc/saving';
import { TrainingRuns } from './ipc/training-runs';
import { ApplicationMenu } from './menu/application-menu';
import { mainMessages } from './menu/messages';
import { Situation } from './menu/situation';
import { defaultSettings } from './settings/settings';
import { SettingsStore } from './settings/settings-store';
import type { FilesToOpen } from './window/files-to-open';
import { lockSession } from './window/lockdown';
import { applyTheme, openMainWindow, stateOf } from './window/main-window';
import { PAGE_URL } from './window/page-file';
import { reloadLostPage } from './window/page-loss';
import { servePage } from './window/page-protocol';

export interface ProgramOptions {
  /** Where `assets/` and `out/` lie. */
  appFolder: string;
  /** Where the bundled workers lie. */
  workerFolder: string;
  developmentUrl: string | undefined;
  filesToOpen: FilesToOpen;
}

/** The running program: one window, the engine behind it, and what passes between them. Needs a ready app. */
export class Program {
  private window: BrowserWindow | undefined;
  private readonly settings = new SettingsStore(
    join(app.getPath('userData'), 'preferences.json'),
    defaultSettings(app.getLocale()),
  );
  private readonly host: EngineHost;
  private readonly runs: TrainingRuns;
  private readonly opening: Opening;
  private saving: Saving | undefined;
  private readonly menu: ApplicationMenu;
  private readonly situation: Situation;

  constructor(private readonly options: ProgramOptions) {
    const { workerFolder, developmentUrl } = options;
    this.host = new EngineHost(utilityWorkers(workerFolder), (message) =>
      this.send('engineRestarted', { message }),
    );
    this.host.warmUp();
    this.opening = new Opening((event) => this.send('opening', event));
    this.runs = new TrainingRuns(this.host, (event) => this.trainingAdvanced(event));
    this.situation = new Situation(
      () => this.runs.isRunning,
      () => this.menu.refresh(),
    );
    this.menu = new ApplicationMenu(() => ({
      language: this.language,
      isDevelopment: developmentUrl !== undefined,
      isOffered: (command) => this.situation.isOffered(command),
      send: (command) => this.send('menu', { command }),
    }));
    this.menu.build();
    this.serve();
    this.openWindow();
  }

  /** Brings the window to the front, opening it where there is none. */
  showWindow(): void {
    if (!this.window) return this.openWindow();
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  /** Resolves when every engine process is gone, and nothing is half-written. */
  async close(): Promise<void> {
    await this.saving?.close();
    await this.host.close();
    this.runs.close();
  }

  private get language(): Language {
    return this.settings.value.preferences.language;
  }

  /** Answers the page: its files and its calls. */
  private serve(): void {
    const { appFolder, developmentUrl } = this.options;
    lockSession(session.defaultSession, developmentUrl);
    servePage(session.defaultSession, join(appFolder, 'out', 'renderer'));
    const window = () => this.window;
    const sceneExtensions = formats.flatMap(({ extensions }) => extensions);
    const dialogs = createDialogs(window, () => this.language, sceneExtensions);
    this.saving = new Saving(this.host, dialogs, (event) => this.send('saving', event));
    const handlers = createHandlers({
      host: this.host,
      runs: this.runs,
      saving: this.saving,
      opening: this.opening,
      dialogs,
      appFolder,
      appInfo: () => this.appInfo(),
      setPreferences: (change) => this.setPreferences(change),
      openExternal: (url) => shell.openExternal(url),
      showInFolder: (file) => shell.showItemInFolder(file),
    });
    registerCalls(window, developmentUrl, this.situation.watch(handlers));
  }

  private openWindow(): void {
    const { workerFolder, developmentUrl } = this.options;
    const address = developmentUrl ?? PAGE_URL;
    const window = openMainWindow({
      preload: join(workerFolder, '..', 'preload', 'preload.cjs'),
      address,
      theme: this.settings.value.preferences.theme,
      state: this.settings.value.window,
      isDevelopment: developmentUrl !== undefined,
    });
    this.window = window;
    window.on('close', () => this.settings.change({ window: stateOf(window) }));
    window.on('closed', () => {
      this.window = undefined;
      this.pageIsGone();
    });
    window.webContents.on('render-process-gone', () => this.pageIsGone());
    reloadLostPage(window, address, () => mainMessages(this.language));
  }

  /** Nobody is left to hear of a result or to look at a scene. */
  private pageIsGone(): void {
    this.options.filesToOpen.pause();
    this.runs.cancelAll();
    this.saving?.cancel();
    this.opening.cancel();
    void this.host.closeScenes();
    this.situation.reset();
  }

  private appInfo(): AppInfo {
    const { filesToOpen, appFolder } = this.options;
    return {
      version: app.getVersion(),
      electron: process.versions.electron,
      preferences: this.settings.value.preferences,
      filesToOpen: filesToOpen.takeAll((files) => this.send('openFiles', { files })),
      notices: readNotices(appFolder),
    };
  }

  private setPreferences(change: Partial<Preferences>): Preferences {
    const { preferences } = this.settings.change({
      preferences: { ...this.settings.value.preferences, ...change },
    });
    applyTheme(preferences.theme);
    this.menu.build();
    return preferences;
  }

  private trainingAdvanced(event: IpcEvents['training']): void {
    this.send('training', event);
    this.situation.receive(event);
    if (!this.window || this.window.isDestroyed()) return;
    // The task bar's own progress bar, where the system has one.
    if (event.type !== 'progress') this.window.setProgressBar(-1);
    else if (event.progress.type === 'step') this.window.setProgressBar(event.progress.fraction);
  }

  private send<K extends IpcEventName>(name: K, event: IpcEvents[K]): void {
    sendEvent(this.window, name, event);
  }
}
