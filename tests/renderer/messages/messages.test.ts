import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorsZhCN } from '../../../src-renderer/messages/errors-zh-CN';
import { fileName, Format, hundredths } from '../../../src-renderer/messages/format';
import { describeError, messagesIn } from '../../../src-renderer/messages/messages';

/** Every text of a language: plain ones, and those that are made, with stand-ins for what they name. */
function textsOf(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value('{1}', '{2}', '{3}', '{4}', '{5}'))];
    return textsOf(value as object);
  });
}

test('every text says something, and what is given to it', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    for (const text of textsOf({ ...messagesIn(language), errors: {} })) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|\[object/);
    }
  }
});

test('Chinese texts name the same values as the English ones', () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([each]) => each).sort();
  const english = textsOf({ ...messagesIn('en'), errors: {} });
  const chinese = textsOf({ ...messagesIn('zh-CN'), errors: {} });
  expect(chinese.map(placeholders)).toEqual(english.map(placeholders));
});

/** Codes that only the command line can meet. */
const COMMAND_LINE_ONLY = [
  'unknown-class-in-evaluation',
  'unknown-method',
  'no-finished-run',
  'finished-run-damaged',
];

/** Every error and warning code that is written out in a folder of the engine or of the main process. */
function codesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codesIn(path);
    const source = readFileSync(path, 'utf8');
    const thrown = source.matchAll(/new \w+Error\(\s*'([a-z0-9.-]+)'/g);
    const reported = source.matchAll(/\bcode: '([a-z0-9.-]+)'/g);
    return [...thrown, ...reported].map(([, code]) => code);
  });
}

test('every error that the window can meet has its sentence in Chinese', () => {
  const codes = new Set(['src-main/engine', 'src-main/engine-host', 'src-main/ipc'].flatMap(codesIn));
  expect(codes.size).toBeGreaterThan(40);
  const missing = [...codes].filter((code) => !(code in errorsZhCN) && !COMMAND_LINE_ONLY.includes(code));
  expect(missing).toEqual([]);
});

test('an error without a translation is shown in English', () => {
  const report = { code: 'never-heard-of', message: 'It broke.', details: {} };
  expect(describeError(messagesIn('zh-CN'), report)).toBe('It broke.');
});

test('a Chinese error names the file without its folders', () => {
  const details = { file: 'C:\\data\\scene.mat', truthRows: 3, truthColumns: 4, rows: 5, columns: 6 };
  const text = describeError(messagesIn('zh-CN'), { code: 'truth-size-differs', message: '', details });
  expect(text).toContain('“scene.mat”');
  expect(text).toContain('3 × 4');
});

test('numbers are written as the language writes them', () => {
  const english = new Format('en');
  expect(english.whole(5122176)).toBe('5,122,176');
  expect(english.percent(0.98214, 2)).toBe('98.21\u00a0%');
  expect(english.value(0.000012)).toBe('1.20e-5');
  expect(english.value(0)).toBe('0');
  expect(english.value(1234.56)).toBe('1,235');
  expect(hundredths(0.97282)).toBe('97.28');
});

test('durations are told in two units at most', () => {
  const english = new Format('en');
  const told = [0.2, 59.4, 61, 600, 754, 3600, 3725].map((seconds) => english.duration(seconds));
  expect(told).toEqual(['1 s', '59 s', '1 min 1 s', '10 min', '12 min', '1 h', '1 h 2 min']);
  expect(new Format('zh-CN').duration(61)).toBe('1 分 1 秒');
});

test('the name of a file is the last part of its path', () => {
  expect(fileName('/a/b/c.mat')).toBe('c.mat');
  expect(fileName('C:\\a\\c.mat')).toBe('c.mat');
  expect(fileName('c.mat')).toBe('c.mat');
});
