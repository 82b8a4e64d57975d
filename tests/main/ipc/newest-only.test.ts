import { expect, test } from 'vitest';
import { NewestOnly } from '../../../src-main/ipc/newest-only';

const untilGivenUp = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('given up')));

test('work under way is given up for the next, and only then', async () => {
  const newest = new NewestOnly();
  const first = newest.run(untilGivenUp);
  const second = newest.run(untilGivenUp);
  expect(await first).toBe('given up');
  expect(await newest.run(async (signal) => signal.aborted)).toBe(false);
  expect(await second).toBe('given up');
});

test('work that is done is not given up afterwards', async () => {
  const newest = new NewestOnly();
  let signal: AbortSignal | undefined;
  await newest.run(async (own) => (signal = own));
  await newest.run(async () => null);
  expect(signal?.aborted).toBe(false);
});
