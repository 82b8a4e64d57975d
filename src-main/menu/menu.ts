import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '@shared/ipc';
import type { MenuCommand } from '@shared/menu-command';
import { mainMessages } from './messages';

type Item = MenuItemConstructorOptions;

/** Compile-time complete. */
const COMMANDS = {
  open: true,
  'open-folder': true,
  'open-truth': true,
  'open-sample': true,
  wavelengths: true,
  axes: true,
  'save-as': true,
  'save-run': true,
  'export-map': true,
  'export-report': true,
  train: true,
  'apply-model': true,
  stop: true,
  about: true,
  'zoom-fit': true,
} as const satisfies Record<MenuCommand, true>;

export const menuCommands = Object.keys(COMMANDS) as MenuCommand[];

export interface MenuOptions {
  language: Language;
  /** Developer tools are offered only where the page comes from the dev server. */
  isDevelopment: boolean;
  /** Whether a command would do something just now. */
  isOffered(command: MenuCommand): boolean;
  /** What the page does itself; `zoom-fit` and the like reach it as events. */
  send(command: MenuCommand): void;
}

/** The application menu, in the window's language. */
export function menuTemplate({ language, isDevelopment, isOffered, send }: MenuOptions): Item[] {
  const words = mainMessages(language);
  const command = (label: string, name: MenuCommand, accelerator?: string): Item => ({
    id: name,
    label,
    accelerator,
    enabled: isOffered(name),
    click: () => send(name),
  });
  const separator: Item = { type: 'separator' };
  const developerTools: Item[] = isDevelopment
    ? [separator, { role: 'toggleDevTools', label: words.developerTools }]
    : [];

  return [
    {
      label: words.file,
      submenu: [
        command(words.open, 'open', 'CmdOrCtrl+O'),
        command(words.openFolder, 'open-folder', 'CmdOrCtrl+Alt+O'),
        command(words.openTruth, 'open-truth', 'CmdOrCtrl+Shift+O'),
        command(words.openSample, 'open-sample'),
        separator,
        command(words.wavelengths, 'wavelengths'),
        command(words.axes, 'axes'),
        separator,
        command(words.saveAs, 'save-as', 'CmdOrCtrl+Shift+S'),
        command(words.saveRun, 'save-run'),
        command(words.exportMap, 'export-map', 'CmdOrCtrl+E'),
        command(words.exportReport, 'export-report', 'CmdOrCtrl+Shift+E'),
        separator,
        { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        command(words.zoomFit, 'zoom-fit', 'CmdOrCtrl+9'),
        separator,
        { role: 'zoomIn', label: words.largerText },
        { role: 'zoomOut', label: words.smallerText },
        { role: 'resetZoom', label: words.normalText },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...developerTools,
      ],
    },
    {
      label: words.training,
      submenu: [
        command(words.train, 'train', 'CmdOrCtrl+T'),
        command(words.stop, 'stop', 'CmdOrCtrl+Shift+T'),
        separator,
        command(words.applyModel, 'apply-model'),
      ],
    },
    { label: words.help, submenu: [command(words.about, 'about', 'F1')] },
  ];
}
