import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPageFile, isPageAddress } from '../../../src-main/window/page-file';

let base: string;
let page: string;

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'bandscape-page-')));
  page = join(base, 'renderer');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html>');
  await writeFile(join(page, 'assets', 'index-a1_b.js'), '');
  await writeFile(join(page, 'notes.txt'), '');
  await writeFile(join(base, 'secret.js'), '');
  await symlink(join(base, 'secret.js'), join(page, 'linked.js'));
  await symlink(base, join(page, 'outside'));
  await symlink(join(page, 'assets'), join(page, 'inside'));
});
afterAll(() => rm(base, { recursive: true }));

test.each([
  ['app://bandscape/index.html', 'index.html', 'text/html; charset=utf-8'],
  ['app://bandscape/assets/index-a1_b.js', 'assets/index-a1_b.js', 'text/javascript; charset=utf-8'],
  ['app://bandscape/assets/index-a1_b.js?v=1#x', 'assets/index-a1_b.js', 'text/javascript; charset=utf-8'],
])('%s is served', async (address, path, contentType) => {
  expect(await findPageFile(page, address)).toEqual({ file: join(page, path), contentType });
});

test.each([
  ['..', 'app://bandscape/../secret.js'],
  ['encoded slash', 'app://bandscape/..%2fsecret.js'],
  ['encoded slash, capital', 'app://bandscape/..%2Fsecret.js'],
  ['encoded dots', 'app://bandscape/%2e%2e/secret.js'],
  ['twice encoded', 'app://bandscape/..%252fsecret.js'],
  ['backslash', 'app://bandscape/..\\secret.js'],
  ['encoded backslash', 'app://bandscape/..%5csecret.js'],
  ['null byte', 'app://bandscape/index.html%00.js'],
  ['absolute', 'app://bandscape//etc/secret.js'],
  ['link to a file', 'app://bandscape/linked.js'],
  ['link to a folder outside', 'app://bandscape/outside/secret.js'],
  ['link to a folder inside', 'app://bandscape/inside/index-a1_b.js'],
  ['missing', 'app://bandscape/missing.js'],
  ['folder', 'app://bandscape/assets'],
  ['root', 'app://bandscape/'],
  ['kind of file no page has', 'app://bandscape/notes.txt'],
  ['another host', 'app://elsewhere/index.html'],
  ['a user in the address', 'app://x@bandscape/index.html'],
  ['another scheme', 'file:///etc/passwd'],
  ['no address', 'index.html'],
])('%s is not served', async (_what, address) => {
  expect(await findPageFile(page, address)).toBeUndefined();
});

test('an absolute path in the address is not served even where it names a file of the page', async () => {
  expect(await findPageFile(page, `app://bandscape/${join(page, 'index.html')}`)).toBeUndefined();
});

test.each([
  ['app://bandscape/index.html', true],
  ['app://bandscape.evil/index.html', false],
  ['app://bandscapeX', false],
  ['https://bandscape/', false],
  ['', false],
])('isPageAddress(%s) is %s', (address, expected) => {
  expect(isPageAddress(address)).toBe(expected);
});
