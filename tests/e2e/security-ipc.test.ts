import { afterAll, beforeAll, expect, test } from 'vitest';
import { IPC_CALLS } from '@shared/ipc';
import { launchApp } from './app';
import type { RunningApp } from './app';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  // What the system's browser would be asked to open is only noted.
  await running.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) });
  });
});
afterAll(() => running?.close());

const opened = () => running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);

test('calls that are not in the contract do not exist', async () => {
  const answers = await running.page.evaluate(async () => {
    const call = window.api.call as unknown as (name: string, parameters: unknown) => Promise<unknown>;
    const names = ['constructor', '__proto__', 'toString', 'ELECTRON_BROWSER_REQUIRE', ''];
    return Promise.all(
      names.map((name) =>
        call(name, null).then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    );
  });
  expect(new Set(answers)).toEqual(new Set(['refused']));
});

test('every call survives wrong types with an error a person can read', async () => {
  const names = Object.keys(IPC_CALLS);
  const answers = await running.page.evaluate(async (calls) => {
    const call = window.api.call as unknown as (name: string, parameters: unknown) => Promise<unknown>;
    const wrong = [0, 'x', [], { a: 1 }, { sceneId: {} }, new Map(), Number.NaN];
    const results: unknown[] = [];
    for (const name of calls) for (const parameters of wrong) results.push(await call(name, parameters));
    return results;
  }, names);
  expect(answers).toHaveLength(names.length * 7);
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^invalid-/) } });
  }
});

test('a page that tampers with prototypes does not reach the preload', async () => {
  const answer = await running.page.evaluate(async () => {
    const { hasOwnProperty } = Object.prototype;
    let seen = 0;
    Object.prototype.hasOwnProperty = () => (++seen, true);
    try {
      const call = window.api.call as unknown as (name: string, parameters: unknown) => Promise<unknown>;
      const outcome = await call('not-a-call', null).then(
        () => 'answered',
        () => 'refused',
      );
      return { outcome, seen };
    } finally {
      Object.prototype.hasOwnProperty = hasOwnProperty;
    }
  });
  expect(answer).toEqual({ outcome: 'refused', seen: 0 });
});

test('a frame inside the page gets no api', async () => {
  const frame = await running.page.evaluate(async () => {
    const element = document.createElement('iframe');
    document.body.append(element);
    await new Promise((done) => setTimeout(done, 300));
    const kind = typeof (element.contentWindow as Window | null)?.api;
    element.remove();
    return kind;
  });
  expect(frame).toBe('undefined');
});

test('only the papers are opened outside', async () => {
  const refused = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'x-custom:go',
    'http://doi.org/10.1/x',
    'https://example.org/',
  ];
  const answers = await running.page.evaluate(
    (urls) => Promise.all(urls.map((url) => window.api.call('openLink', { url }))),
    [...refused, 'https://doi.org/10.4231/R7RX991C'],
  );
  expect(answers.map((answer) => answer.ok)).toEqual([...refused.map(() => false), true]);
  expect(await opened()).toEqual(['https://doi.org/10.4231/R7RX991C']);
});
