/** `npm run readme`: writes the tables of formats into README.md, from the lists that the engine itself uses. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');
const { SetUpProblem } = await import('./setup/problem.mjs');

const TABLES = /(<!-- npm run readme writes from here -->\n)[^]*?(\n<!-- to here -->)/;

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  setUpIsDone();
  const cli = join(places.built, 'main', 'cli.cjs');
  const tables = execFileSync(process.execPath, [cli, 'formats', '--markdown'], { encoding: 'utf8' });
  const file = join(places.project, 'README.md');
  const readme = readFileSync(file, 'utf8');
  if (!TABLES.test(readme))
    throw new SetUpProblem('README.md has lost the marks between which its tables stand.');
  const { format, resolveConfig } = await import('prettier');
  const written = readme.replace(TABLES, (_, start, end) => `${start}\n${tables}${end}`);
  writeFileSync(file, await format(written, { ...(await resolveConfig(file)), filepath: file }));
});
