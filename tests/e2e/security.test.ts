import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFiles, launchApp } from './app';
import type { RunningApp } from './app';
import { processTree, remoteConnections } from './processes';

let running: RunningApp;
let folder: string;
let home: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-security-'));
  running = await launchApp();
  home = running.page.url();
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

/** Runs `attempt` as the page's own code would run it, and gives the directives that it violated. */
async function violationsOf(attempt: () => void): Promise<string[]> {
  return running.page.evaluate(async (source) => {
    const seen: string[] = [];
    const note = (event: SecurityPolicyViolationEvent) => void seen.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    const run = globalThis.eval(`(${source})`) as () => void;
    // Outside of the tool's own evaluation, which the policy does not bind.
    await new Promise<void>((done) => {
      setTimeout(() => {
        try {
          run();
        } catch {
          // Refused with an exception; the event says by which rule.
        }
        setTimeout(done, 500);
      });
    });
    document.removeEventListener('securitypolicyviolation', note);
    return seen;
  }, attempt.toString());
}

test('the page has no Node and only the agreed api', async () => {
  const found = await running.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', '__dirname', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
    api: Object.entries(window.api).map(([name, value]) => `${name}: ${typeof value}`),
    writable: Reflect.set(window, 'api', {}) && !('call' in window.api),
  }));
  expect(found).toEqual({
    node: [],
    api: ['call: function', 'on: function', 'pathForFile: function'],
    writable: false,
  });
});

test('the window is sandboxed and isolated', async () => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0].webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('camera, microphone, place and notifications are refused without asking', async () => {
  const answers = await running.page.evaluate(async () => {
    const place = new Promise<string>((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done('given'),
        () => done('refused'),
      ),
    );
    const media = (constraints: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        () => 'given',
        () => 'refused',
      );
    const states = await Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone'].map(async (name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
      ),
    );
    return {
      place: await place,
      camera: await media({ video: true }),
      microphone: await media({ audio: true }),
      notifications: await Notification.requestPermission(),
      granted: states.filter((state) => state === 'granted'),
    };
  });
  expect(answers).toEqual({
    place: 'refused',
    camera: 'refused',
    microphone: 'refused',
    notifications: 'denied',
    granted: [],
  });
});

test('eval, inline script and anything remote break the policy', async () => {
  expect(await violationsOf(() => void globalThis.eval('window.broken = 1'))).not.toEqual([]);
  expect(await violationsOf(() => void new Function('window.broken = 2')())).not.toEqual([]);
  const inline = () => {
    const script = document.createElement('script');
    script.append('window.broken = 3');
    document.body.append(script);
  };
  expect(await violationsOf(inline)).not.toEqual([]);
  const handler = () => document.body.setAttribute('onclick', 'window.broken = 4');
  expect(await violationsOf(handler)).not.toEqual([]);
  const image = () => void (new Image().src = 'https://example.org/x.png');
  expect(await violationsOf(image)).toContain('img-src');
  expect(await violationsOf(() => void fetch('https://example.org/').catch(() => 0))).toContain(
    'connect-src',
  );
  const style = () => {
    const sheet = document.createElement('style');
    sheet.textContent = 'body { display: none }';
    document.head.append(sheet);
  };
  expect(await violationsOf(style)).toContain('style-src-elem');
  const frame = () => {
    const element = document.createElement('iframe');
    element.src = 'https://example.org/';
    document.body.append(element);
  };
  expect(await violationsOf(frame)).toContain('frame-src');
  expect(await running.page.evaluate(() => 'broken' in window)).toBe(false);
});

test('the page cannot be left by address, link, form or a second window', async () => {
  const attempts = await running.page.evaluate(async () => {
    const pause = () => new Promise((done) => setTimeout(done, 300));
    location.href = 'https://example.org/';
    await pause();
    location.href = 'file:///etc/hosts';
    await pause();
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    document.body.append(link);
    link.click();
    await pause();
    link.target = '_blank';
    link.click();
    await pause();
    link.remove();
    return window.open('https://example.org/');
  });
  expect(attempts).toBeNull();
  expect(running.page.url()).toBe(home);
  expect(running.app.windows()).toHaveLength(1);
});

test.each(['page.html', 'picture.svg'])('a dropped %s does not replace the page', async (name) => {
  const file = join(folder, name);
  writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await dropFiles(running, [file]);
  await running.page.waitForTimeout(500);
  expect(running.page.url()).toBe(home);
  expect(running.app.windows()).toHaveLength(1);
});

test('a webview in the page never comes to life', async () => {
  await running.page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
    await new Promise((done) => setTimeout(done, 500));
    view.remove();
  });
  const contents = await running.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((each) => each.getType()),
  );
  expect(contents).toEqual(['window']);
});

test('the page protocol serves the page and nothing beside it', async () => {
  const statuses = await running.page.evaluate(async () => {
    const get = async (path: string) =>
      fetch(path, { cache: 'no-store' }).then(
        async (response) => `${response.status} ${(await response.text()).length > 0 ? 'text' : 'nothing'}`,
        () => 'failed',
      );
    const origin = 'app://bandscape';
    const outside = [
      '/..%2f..%2fpackage.json',
      '/..%2Fmain%2Fmain.cjs',
      '/%2e%2e/main/main.cjs',
      '/..%5cmain%5cmain.cjs',
      '//etc/hosts',
      '/%2fetc%2fhosts',
      '/index.html%00',
    ];
    return {
      page: await get(`${origin}/index.html`),
      outside: await Promise.all(outside.map((path) => get(origin + path))),
      elsewhere: await get('app://elsewhere/index.html'),
      file: await get('file:///etc/hosts'),
    };
  });
  expect(statuses.page).toBe('200 text');
  for (const status of statuses.outside) expect(['404 nothing', 'failed']).toContain(status);
  expect(statuses.elsewhere).toBe('failed');
  expect(statuses.file).toBe('failed');
});

test('every answer of the page protocol carries the policy', async () => {
  const policy = await running.page.evaluate(async () =>
    (await fetch('app://bandscape/index.html')).headers.get('content-security-policy'),
  );
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy).toContain(rule);
  }
});

test.runIf(process.platform === 'linux')('the program is connected to nothing outside this machine', () => {
  expect(remoteConnections(processTree(running.pid))).toEqual([]);
});
