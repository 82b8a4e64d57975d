import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import type { Input } from './harness';
import { keepInput, keptInputs } from './keep';
import { minimise } from './minimise';

const folder = temporaryFolder();

it('what is kept is found again, with what belongs to it', () => {
  const files = { 'image.dat': Buffer.from('data'), 'image.dat.hdr': Buffer.from('header') };
  const path = keepInput(folder.path, 'envi-crash', { open: 'image.dat', files });
  expect(basename(path)).toMatch(/^envi-crash-[0-9a-f]{8}\.dat$/);
  const kept = keptInputs(folder.path);
  expect(kept.map(({ input }) => input.open)).toEqual([basename(path), `${basename(path)}.hdr`]);
  for (const { input } of kept)
    expect(Object.values(input.files).map(String).sort()).toEqual(['data', 'header']);
});

it('an input is cut down to what makes it fail', async () => {
  const input = { open: 'a', files: { a: Buffer.from('some text, a needle, more text') } };
  const fails = async ({ files }: Input) => Buffer.from(files.a).includes('needle');
  expect(String((await minimise(input, fails, 400)).files.a)).toBe('needle');
  const tried: unknown[] = [];
  await minimise(input, async (candidate) => tried.push(candidate) === 0, 5);
  expect(tried).toHaveLength(5);
});
