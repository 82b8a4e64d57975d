/**
 * `npm run results [-- options]`: trains every network on the scene that comes with the program, keeps each run in
 * docs/results and makes docs/results.md of them; what is kept already is not done again.
 */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { runStudy } = await import('./setup/run-study.mjs');
  await runStudy(places, 'results', setUpIsDone);
});
