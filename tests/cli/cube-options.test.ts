import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileInfo } from '@shared/scene';
import { runCommand } from '../support/command-line';
import { temporaryFolder } from '../support/temporary-folder';

const SCENE = 'tests/fixtures/cli/scene.mat';
const folder = temporaryFolder();

/** For the 18 bands of the scene, in micrometres. */
const MICROMETRES = Array.from({ length: 18 }, (_, band) => 0.4 + 0.05 * band);
const NANOMETRES = MICROMETRES.map((value) => Math.round(value * 1000));
const list = (values: readonly number[]) =>
  folder.write('list.csv', values.map((value) => value.toFixed(3)).join('\r\n'));

async function infoOf(...args: string[]): Promise<FileInfo> {
  const { stdout, stderr, exitCode } = await runCommand(['info', ...args, '--json']);
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as FileInfo;
}

describe('--wavelengths', () => {
  it('are shown with the cube', async () => {
    const { variables } = await infoOf(SCENE, '--wavelengths', list(MICROMETRES));
    expect(variables.map(({ name, wavelengths }) => [name, wavelengths])).toEqual([
      ['scene', NANOMETRES],
      ['scene_gt', undefined],
    ]);
  });

  it('go with the cube into another format', async () => {
    const out = join(folder.path, 'scene.hdr');
    const converted = await runCommand(['convert', SCENE, out, '--wavelengths', list(MICROMETRES)]);
    expect(converted.exitCode).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('wavelength');
    expect((await infoOf(out)).variables[0].wavelengths).toEqual(NANOMETRES);
  });

  it.each([
    ['info', SCENE],
    ['convert', SCENE, join(folder.path, 'refused.npy')],
    ['classify', '--cube', SCENE, '--out', join(folder.path, 'out')],
    ['predict', '--model', folder.path, '--cube', SCENE, '--out', join(folder.path, 'out')],
  ])('are refused by %s where they are not as many as the bands', async (...args) => {
    const file = list(MICROMETRES.slice(1));
    const { exitCode, stdout, stderr } = await runCommand([...args, '--wavelengths', file]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^"list.csv" has 17 wavelengths, but the cube has 18 bands[^\n]+\.\n$/);
  });

  it('are refused for labels', async () => {
    const args = ['info', `${SCENE}:scene_gt`, '--wavelengths', list(MICROMETRES)];
    const { exitCode, stderr } = await runCommand(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('scene_gt is 24 x 20');
  });
});
