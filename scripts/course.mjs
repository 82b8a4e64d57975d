/**
 * `npm run course [-- --table]`: runs the experiments that docs/course.md quotes, keeps them in docs/course and writes
 * the tables of the document; what is kept already is not done again.
 */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { runStudy } = await import('./setup/run-study.mjs');
  await runStudy(places, 'course', setUpIsDone);
});
