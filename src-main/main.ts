/** Starts the program, once; ends everything with its window. */
import { app } from 'electron';
import { Program } from './program';
import { developmentAddress } from './window/development';
import { FilesToOpen, filesAmong } from './window/files-to-open';
import { lockAllContents } from './window/lockdown';
import { registerPageScheme } from './window/page-protocol';

const appFolder = app.getAppPath();
const filesToOpen = new FilesToOpen();
let program: Program | undefined;

if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  lockAllContents(app);
  filesToOpen.add(filesAmong(process.argv, process.cwd(), appFolder));
  app.on('second-instance', (_event, argv, folder) => {
    program?.showWindow();
    filesToOpen.add(filesAmong(argv, folder, appFolder));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    filesToOpen.add([file]);
  });
  app.on('activate', () => program?.showWindow());
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  const running = new Program({
    appFolder,
    workerFolder: __dirname,
    developmentUrl: developmentAddress(appFolder, process.env),
    filesToOpen,
  });
  program = running;
  // Holds the end of the program until every engine process is gone.
  app.on('will-quit', (event) => {
    event.preventDefault();
    void running.close().finally(() => app.exit());
  });
}
