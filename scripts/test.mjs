/**
 * `npm test`: unit tests, then the tests of the real window on a virtual screen; the last line is
 * "N passed, N failed". `npm test -- --unit` leaves the window out; `npm test -- tests/engine/files` filters.
 */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');
const { openTestWindow } = await import('./setup/test-window.mjs');
const { chooseSuites, runSuite, sum } = await import('./setup/suites.mjs');

let total = { passed: 0, failed: 0, skipped: 0 };
await runMain(async () => {
  const suites = chooseSuites(process.argv.slice(2));
  const window = suites.some(({ needsWindow }) => needsWindow);
  const { places, electron } = await setUp({ window });
  const testWindow = window ? await openTestWindow(places, electron) : undefined;
  for (const suite of suites) {
    const environment = suite.needsWindow ? testWindow.environment : places.environment;
    total = sum(total, await runSuite(suite, places, environment));
  }
  testWindow?.stop();
});
const nothingRan = total.passed + total.failed + total.skipped === 0;
if (nothingRan && process.exitCode === undefined) console.error('No test ran: no test file matches.');
if (nothingRan || total.failed > 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${nothingRan ? 1 : total.failed} failed`);
