import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLocks } from '../../scripts/setup/lock.mjs';

let folder: string;
const others: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-lock-'));
});

afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that holds the folder's lock until it is ended. */
async function anotherHolder(): Promise<ChildProcess> {
  const module = pathToFileURL(resolve('scripts/setup/lock.mjs')).href;
  const script = `
    const { withLocks } = await import('${module}');
    await withLocks([${JSON.stringify(folder)}], () => {}, () => new Promise((done) => {
      console.log('held');
      process.stdin.once('data', done);
    }));
    process.exit(0);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  others.push(other);
  await once(other.stdout!, 'data');
  return other;
}

describe('the lock', () => {
  it('lets one piece of work through after the other', async () => {
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((done) => setTimeout(done, 20));
      steps.push(`${name} ends`);
    };
    const ignore = () => undefined;
    await Promise.all([
      withLocks([folder], ignore, work('first')),
      withLocks([folder], ignore, work('second')),
    ]);
    expect(steps).toHaveLength(4);
    expect(steps[1]).toBe(steps[0].replace('begins', 'ends'));
  });

  it('waits for another process, names it, and goes on when that has ended its work', async () => {
    const other = await anotherHolder();
    const holders: string[] = [];
    const waiting = withLocks(
      [folder],
      (holder) => {
        holders.push(holder);
        other.stdin!.write('end\n');
      },
      async () => 'done',
    );
    expect(await waiting).toBe('done');
    expect(holders).toEqual([String(other.pid)]);
  });

  it('is never stale: a holder that is killed outright holds it no more', async () => {
    const other = await anotherHolder();
    const waiting = withLocks(
      [folder],
      () => other.kill('SIGKILL'),
      async () => 'done',
    );
    expect(await waiting).toBe('done');
  });

  it('is let go when the work fails', async () => {
    const failing = withLocks(
      [folder],
      () => undefined,
      () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(
      await withLocks(
        [folder],
        () => undefined,
        async () => 'done',
      ),
    ).toBe('done');
  });

  it('holds for a folder by whichever path it is named', async () => {
    const other = await anotherHolder();
    let waited = false;
    await withLocks(
      [`${folder}/../${folder.split('/').at(-1)}`],
      () => {
        waited = true;
        other.kill('SIGKILL');
      },
      async () => undefined,
    );
    expect(waited).toBe(true);
  });
});
