import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line';

const fixture = (name: string) => join('tests/fixtures/cli', name);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-refusals-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Changes {
  cube?: string;
  truth?: string;
  more?: string[];
}

const classify = ({ cube = 'scene.mat', truth = 'truth.mat', more = [] }: Changes) =>
  runCommand([
    ...['classify', '--cube', fixture(cube), '--truth', fixture(truth), '--patch', '9', '--components', '15'],
    ...['--epochs', '1', '--train', '0.2', '--out', join(folder, 'out'), ...more],
  ]);

const REFUSED: [what: string, changes: Changes, sentence: RegExp][] = [
  ['a missing file', { cube: 'gone.mat' }, /gone\.mat/],
  [
    'a folder of several cubes',
    { cube: '.' },
    /holds several arrays that can be the cube: name one of .*:first/,
  ],
  ['a file that is no MAT file', { cube: 'text.mat' }, /text\.mat/],
  ['a truncated file', { cube: 'truncated.mat' }, /truncated\.mat/],
  ['a file without a cube', { cube: 'flat.mat' }, /holds no cube .* image \(24 x 20\)/],
  ['a file with two cubes', { cube: 'two_cubes.mat' }, /two_cubes\.mat:first, .*two_cubes\.mat:second/],
  ['a variable that is not there', { cube: 'scene.mat:x' }, /no variable "x"; it has scene/],
  ['a truth of another size', { truth: 'transposed.mat' }, /20 x 24.*24 x 20/],
  ['fewer classes than two', { truth: 'one_class.mat' }, /only one class/],
  ['a window larger than the scene', { more: ['--patch', '21'] }, /21 x 21 .* 24 x 20/],
  ['an even window', { more: ['--patch', '8'] }, /The window is 8, but it must be an odd/],
  ['more components than bands', { more: ['--components', '19'] }, /19.*18/],
  ['an input too small for the network', { more: ['--patch', '5'] }, /5x5 window/],
  ['a share of nothing', { more: ['--train', '0'] }, /training share is 0/],
  ['an unknown network', { more: ['--network', 'resnet'] }, /no network called "resnet"/],
  ['an unknown split', { more: ['--split', 'spatial'] }, /one of random, disjoint, masks/],
  ['a split by masks without masks', { more: ['--split', 'masks'] }, /--train-mask and --test-mask/],
  [
    'masks without a split by masks',
    { more: ['--train-mask', fixture('masks.mat')] },
    /belong to --split masks/,
  ],
  [
    'one mask for both sides',
    {
      more: [
        ...['--split', 'masks', '--train-mask', `${fixture('masks.mat')}:TR`],
        ...['--test-mask', `${fixture('masks.mat')}:TR`],
      ],
    },
    /in the training mask and in the test mask/,
  ],
  ['an unknown option', { more: ['--colour', 'red'] }, /unknown option '--colour'/],
];

describe('classify refuses', () => {
  it.each(REFUSED)('%s in one line, exits 2 and writes nothing', async (_what, changes, sentence) => {
    const { exitCode, stdout, stderr } = await classify(changes);
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !isProgress(line));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(sentence);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(await readdir(folder)).toEqual([]);
  });

  it('a folder that holds something else, even with --force', async () => {
    await writeFile(join(folder, 'thesis.docx'), 'years of work');
    const { exitCode, stderr } = await classify({ more: ['--out', folder, '--force'] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('holds no result of Bandscape');
    expect(await readdir(folder)).toEqual(['thesis.docx']);
  });
});

describe('a disk that refuses at export', () => {
  it('is named in one line, and nothing half-written stays, not even new parent folders', async () => {
    const args = ['classify', '--cube', fixture('scene.mat'), '--patch', '9', '--components', '15'];
    const out = join(folder, 'new', 'out');
    const { exitCode, stdout, stderr } = await runCommand([...args, '--epochs', '1', '--out', out], {
      largestFileKb: 100,
    });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n').pop()).toBe(
      `${out} would need a larger file than this disk allows: choose another place.`,
    );
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('other commands refuse', () => {
  it.each([
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a missing option', ['classify'], "required option '--cube <file>' not specified"],
    ['a wrong input', ['networks', '--input', '25'], 'rows x columns x components'],
    ['a wrong number of classes', ['networks', '--classes', '1'], 'whole number from 2'],
    ['an option without a value', ['networks', '--option', 'width'], 'NAME=VALUE'],
    ['a file that is not there', ['info', 'gone.mat'], 'gone.mat'],
  ])('%s', async (_what, args, sentence) => {
    const { exitCode, stdout, stderr } = await runCommand(args);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(sentence);
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});

function isProgress(line: string): boolean {
  return /^ *\d+ % /.test(line);
}
