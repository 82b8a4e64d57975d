/** A virtual screen, and what tells a program on it how to start Electron there. */
import { electronSwitches } from './electron.mjs';
import { provideXvfb, startXvfb } from './display.mjs';
import { windowEnvironment } from './open-window.mjs';
import { createSpeaker } from './say.mjs';

/**
 * @param {string} electron its executable
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, stop: () => void }>}
 * @throws {import('./problem.mjs').SetUpProblem}
 */
export async function openTestWindow(places, electron) {
  await provideXvfb(places, createSpeaker());
  const { display, stop } = await startXvfb(places.environment);
  const args = [...electronSwitches({ DISPLAY: display }), places.project];
  const environment = {
    ...windowEnvironment(places.environment),
    DISPLAY: display,
    BANDSCAPE_ELECTRON: JSON.stringify({ executablePath: electron, args }),
  };
  delete environment.WAYLAND_DISPLAY;
  return { environment, stop };
}
