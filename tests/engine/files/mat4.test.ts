import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/mat4/', import.meta.url));
const folder = temporaryFolder();

/** A good file with some of its header changed. */
function changed(change: (bytes: Buffer) => void): string {
  const bytes = readFileSync(`${FIXTURES}tiny.mat`);
  change(bytes);
  return folder.write('changed.mat', bytes);
}

describe('MAT files of version 4', () => {
  it.each([
    ['complex', 'complex array'],
    ['sparse', 'sparse matrix'],
    ['string', 'text'],
  ])('pass over what is no plain matrix: %s', async (name, kind) => {
    const file = `${FIXTURES}${name}_4.2c_SOL2.mat`;
    const { skipped } = await inspectFile(file);
    expect(skipped).toMatchObject([{ kind }]);
    const opened = openVariable({ file, variable: skipped?.[0].name ?? '' });
    await expect(opened).rejects.toMatchObject({ code: 'variable-not-numeric', details: { kind } });
  });

  it('hold labels, in whatever type, and vectors', async () => {
    const { variables } = await inspectFile(`${FIXTURES}scipy.mat`);
    expect(variables).toEqual([{ name: 'gt', role: 'labels', shape: [8, 7], dtype: 'float64' }]);
    const roles = (await inspectFile(`${FIXTURES}big.mat`)).variables.map(({ name, role }) => [name, role]);
    expect(Object.fromEntries(roles)).toMatchObject({ uint8: 'labels', float32: 'other', row: 'vector' });
  });

  it.each([
    ['2^31 - 1 rows and columns', (bytes: Buffer) => bytes.fill(0xff, 4, 12).writeUInt32LE(2 ** 31 - 1, 4)],
    [
      'as many of both',
      (bytes: Buffer) => bytes.writeUInt32LE(2 ** 31 - 1, bytes.writeUInt32LE(2 ** 31 - 1, 4)),
    ],
    ['one row more', (bytes: Buffer) => bytes.writeUInt32LE(9, 4)],
    ['negative columns', (bytes: Buffer) => bytes.writeInt32LE(-7, 8)],
    ['a number of numbers', (bytes: Buffer) => bytes.writeUInt32LE(7, 12)],
  ])('that lie are refused: %s', async (_, change) => {
    const result = await readEverything(changed((bytes) => void change(bytes)));
    expect(result).toHaveProperty('code');
    expect(result).toMatchObject({ kind: expect.stringMatching(/^(unreadable-file|unsupported-format)$/) });
  });

  it('of a VAX are named for that', async () => {
    const file = changed((bytes) => bytes.writeUInt32LE(2050, 0));
    expect((await inspectFile(file)).skipped).toEqual([{ name: 'gt', kind: 'matrix of a VAX or Cray' }]);
  });

  it('with rubbish behind a variable are refused with its place', async () => {
    const whole = readFileSync(`${FIXTURES}tiny.mat`);
    const file = folder.write('rubbish.mat', Buffer.concat([whole, Buffer.from('rubbish')]));
    expect(await readEverything(file)).toMatchObject({
      code: 'file-damaged',
      details: { byte: whole.length },
    });
  });
});
