import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src-main/engine/files/registry';
import { createRandom } from '../../src-main/engine/samples/random';
import { temporaryFolder } from '../support/temporary-folder';
import { readCorpus } from './corpus';
import { keptInputs } from './keep';
import { mutate } from './mutate';
import { fuzz, type Finding } from './session';
import { startHarness } from './start-harness';

const FIXTURES = 'tests/fixtures';
const KEPT = `${FIXTURES}/fuzz`;
const INPUTS_A_FORMAT = 40;

const folder = temporaryFolder();
const seeds = readCorpus(FIXTURES);
const child = startHarness();

it.each(formats.map(({ id }) => id))('there are fixtures of %s to damage', (id) => {
  expect(seeds.filter(({ format }) => format === id).length).toBeGreaterThan(0);
});

it('one seed makes the same inputs again', () => {
  const others = [Buffer.from('0123456789abcdefghij')];
  const inputs = () =>
    seeds.map(({ input }, number) => mutate(input, createRandom(3, `input ${number}`), others));
  expect(inputs()).toEqual(inputs());
  const changed = inputs().filter(({ files }, number) =>
    Object.entries(files).some(
      ([name, bytes]) => Buffer.compare(bytes, seeds[number].input.files[name]) !== 0,
    ),
  );
  expect(changed.length).toBeGreaterThan(0.9 * seeds.length);
});

describe('every reader', () => {
  it('reads or refuses what was damaged, within 5 s and 512 MB', async () => {
    const findings: Finding[] = [];
    const tally = await fuzz({
      ...{ seeds, seed: 1, harness: child.harness(), folder: folder.path },
      goesOn: ({ inputs }) => inputs < INPUTS_A_FORMAT * formats.length,
      onFinding: (finding) => findings.push(finding),
    });
    expect(findings).toEqual([]);
    expect(tally.inputs).toBe(INPUTS_A_FORMAT * formats.length);
  });

  it('stands what once made one of them fail', async () => {
    for (const { path, input } of keptInputs(KEPT)) {
      const { outcome } = await child.run(input);
      expect(outcome.verdict, `${relative(KEPT, path)}: ${JSON.stringify(outcome)}`).not.toBe('fault');
    }
  });
});
