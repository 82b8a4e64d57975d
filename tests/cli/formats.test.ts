import { expect, it } from 'vitest';
import { CUBE_FORMATS } from '@shared/cube-formats';
import { formats } from '../../src-main/engine/files/registry';
import { runCommand } from '../support/command-line';

it('lists what is read and what is written', async () => {
  const { exitCode, stdout } = await runCommand(['formats']);
  expect(exitCode).toBe(0);
  for (const { title, reads } of formats)
    expect(stdout).toMatch(new RegExp(`${title}.*${reads.slice(0, 20)}`));
  for (const { title } of CUBE_FORMATS) expect(stdout).toContain(title);
  expect(stdout).not.toContain('|');
});

it('lists the same as JSON', async () => {
  const { stdout } = await runCommand(['formats', '--json']);
  const { read, written } = JSON.parse(stdout) as Record<'read' | 'written', { id: string }[]>;
  expect(read.map(({ id }) => id)).toEqual(formats.map(({ id }) => id));
  expect(written.map(({ id }) => id)).toEqual(CUBE_FORMATS.map(({ id }) => id));
});
