/** `npm run -s cli -- COMMAND`: sets up what is missing (said on stderr), then runs the command line. */
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');
const { runCli } = await import('./setup/run-cli.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  setUpIsDone();
  // npm runs scripts in the project's folder; names of files are meant from where the command was typed.
  if (process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  await runCli(places, process.argv.slice(2));
});
