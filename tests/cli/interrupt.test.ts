import { expect, it } from 'vitest';
import { listenForInterrupts } from '../../src-main/cli/interrupt';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('stops at the first Ctrl-C and gives up at the second', async () => {
  const said: string[] = [];
  const interrupts = listenForInterrupts(
    () => true,
    (sentence) => said.push(sentence),
  );
  try {
    process.emit('SIGINT');
    process.emit('SIGINT');
    expect([interrupts.stop.aborted, interrupts.cancel.aborted]).toEqual([true, false]);
    await wait(350);
    process.emit('SIGINT');
    expect(interrupts.cancel.aborted).toBe(true);
    expect(said).toHaveLength(2);
  } finally {
    interrupts.release();
  }
});

it('gives up at once where there is nothing to keep', () => {
  const interrupts = listenForInterrupts(
    () => false,
    () => undefined,
  );
  process.emit('SIGINT');
  interrupts.release();
  expect([interrupts.stop.aborted, interrupts.cancel.aborted]).toEqual([false, true]);
});

it('gives up when asked to end, and leaves no listener behind', () => {
  const before = process.listenerCount('SIGTERM');
  const interrupts = listenForInterrupts(
    () => true,
    () => undefined,
  );
  process.emit('SIGTERM');
  expect(interrupts.cancel.aborted).toBe(true);
  interrupts.release();
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
