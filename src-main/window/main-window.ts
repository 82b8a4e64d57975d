import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Theme } from '@shared/ipc';
import type { WindowState } from '../settings/settings';

/** Smallest size in which every panel is usable. */
const MINIMUM = { width: 900, height: 600 };
/** The page's own background colours, so that the window does not flash before the page is painted. */
const BACKGROUND = { light: '#eef0f2', dark: '#131619' };

export interface WindowOptions {
  preload: string;
  address: string;
  theme: Theme;
  state: WindowState;
  isDevelopment: boolean;
}

/** Opens the one window, hidden until its first painting is ready. */
export function openMainWindow({
  preload,
  address,
  theme,
  state,
  isDevelopment,
}: WindowOptions): BrowserWindow {
  applyTheme(theme);
  const area = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(state.width, area.width),
    height: Math.min(state.height, area.height),
    minWidth: Math.min(MINIMUM.width, area.width),
    minHeight: Math.min(MINIMUM.height, area.height),
    show: false,
    title: 'Bandscape',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      // Curves and progress go on while another window is in front.
      backgroundThrottling: false,
      devTools: isDevelopment,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(address);
  return window;
}

export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}

/** What to remember of a window that is about to close. */
export function stateOf(window: BrowserWindow): WindowState {
  const { width, height } = window.getNormalBounds();
  return { width, height, maximized: window.isMaximized() };
}
