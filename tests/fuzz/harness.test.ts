import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Harness, type Input } from './harness';

const MEBIBYTE = 1024 * 1024;
const script = fileURLToPath(new URL('misbehaving-child.mjs', import.meta.url));
const harness = new Harness(script, { milliseconds: 1500, bytes: 300 * MEBIBYTE });
afterAll(() => harness.close());

const input = (deed: string): Input => ({ open: 'a.txt', files: { 'a.txt': Buffer.from(deed) } });

describe('what watches the readers', () => {
  it.each([
    ['crash', 'crash', /SIGABRT/],
    ['exit', 'crash', /exit code 3/],
    ['hang', 'hang', /1500 ms/],
    ['wait', 'hang', /1500 ms/],
    ['memory', 'memory', /MiB/],
  ])('finds out and goes on: %s', async (deed, fault, reason) => {
    const { outcome } = await harness.run(input(deed));
    expect(outcome).toMatchObject({ verdict: 'fault', fault, reason: expect.stringMatching(reason) });
    expect((await harness.run(input('read'))).outcome).toMatchObject({ verdict: 'read' });
  });

  it('puts a fault down to the file that makes it, not to the one that was being read', async () => {
    const culprit = input('later');
    expect((await harness.run(culprit)).outcome.verdict).toBe('read');
    const found = await harness.run(input('slow'));
    expect(found.outcome).toMatchObject({ verdict: 'fault', fault: 'crash' });
    expect(found.input).toBe(culprit);
  });

  it('says so where no file alone shows a fault', async () => {
    await harness.run(input('read'));
    const { outcome } = await harness.run(input('second'));
    expect(outcome).toMatchObject({ verdict: 'fault', reason: expect.stringContaining('seen once') });
  });

  it('measures', async () => {
    const { milliseconds } = await harness.run(input('slow'));
    expect(milliseconds).toBeGreaterThan(90);
  });
});
