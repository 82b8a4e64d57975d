/** `npm start`: sets up what is missing, then opens the window; without a display, classifies the sample instead. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain } = await import('./setup/set-up.mjs');
const { hasDisplay } = await import('./setup/display.mjs');
const { openWindow } = await import('./setup/open-window.mjs');
const { classifySample } = await import('./setup/classify-sample.mjs');

const args = process.argv.slice(2);
await runMain((setUpIsDone) =>
  hasDisplay(process.env) ? openWindow(args, setUpIsDone) : classifySample(args, setUpIsDone),
);
