/** `npm run check`: types, lint, import boundaries, format, unused code. Runs them all, then sums up. */
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');

const checks = [
  { name: 'types', tool: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  {
    name: 'types in components',
    tool: 'svelte-check/bin/svelte-check',
    args: ['--tsconfig', './tsconfig.json', '--output', 'human'],
  },
  { name: 'lint', tool: 'eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  {
    name: 'import boundaries',
    tool: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['src-main', 'src-renderer', 'src-shared'],
  },
  { name: 'format', tool: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'unused code and packages', tool: 'knip/bin/knip.js', args: [] },
];

await runMain(async () => {
  const { places } = await setUp({ packagesOnly: true });
  const waiting = [...checks];
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, seconds } = await run(check, places);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
      if (code !== 0) failed.push({ ...check, output });
    }
  };
  await Promise.all(Array.from({ length: Math.min(3, cpus().length) }, work));
  for (const { name, output } of failed) console.log(`\n--- ${name}\n${output.trim()}`);
  console.log(`\n${checks.length - failed.length} of ${checks.length} checks passed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});

function run({ tool, args }, places) {
  const started = Date.now();
  const child = spawn(process.execPath, [join(places.modules, tool), ...args], { cwd: places.project });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    const finish = (code) => resolve({ code, output, seconds: Math.round((Date.now() - started) / 1000) });
    child.once('error', (error) => {
      output += error.message;
      finish(1);
    });
    child.once('close', finish);
  });
}
