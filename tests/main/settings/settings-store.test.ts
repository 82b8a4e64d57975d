import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../../src-main/settings/settings';
import { SettingsStore } from '../../../src-main/settings/settings-store';

let folder: string;
let file: string;
const defaults = defaultSettings('en-GB');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-settings-'));
  file = join(folder, 'preferences.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the first start speaks the language of the system', () => {
  expect(defaultSettings('zh-CN').preferences.language).toBe('zh-CN');
  expect(defaultSettings('zh').preferences.language).toBe('zh-CN');
  expect(defaultSettings('de').preferences.language).toBe('en');
});

test('a change is there after the next start, and nothing else lies in the folder', () => {
  new SettingsStore(file, defaults).change({ preferences: { language: 'zh-CN', theme: 'dark' } });
  const again = new SettingsStore(file, defaults);
  expect(again.value).toEqual({ ...defaults, preferences: { language: 'zh-CN', theme: 'dark' } });
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});

test('the folder is made where it is missing', () => {
  const deep = join(folder, 'new', 'preferences.json');
  new SettingsStore(deep, defaults).change({});
  expect(existsSync(deep)).toBe(true);
});

test.each([
  ['cut off', '{"preferences":{"lang'],
  ['empty', ''],
  ['zeros', '\0'.repeat(64)],
  ['wrong values', JSON.stringify({ ...defaults, preferences: { language: 'xx', theme: 'dark' } })],
  ['absurd window', JSON.stringify({ ...defaults, window: { width: 1e9, height: 5, maximized: false } })],
])('a damaged file (%s) is kept aside and the defaults hold', (_what, text) => {
  writeFileSync(file, text);
  expect(new SettingsStore(file, defaults).value).toEqual(defaults);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
  expect(existsSync(file)).toBe(false);
});

test('where nothing can be written the change still holds until the end', () => {
  mkdirSync(file);
  const store = new SettingsStore(file, defaults);
  store.change({ preferences: { language: 'en', theme: 'dark' } });
  expect(store.value.preferences.theme).toBe('dark');
  expect(readdirSync(folder)).toEqual(['preferences.json']);
});
