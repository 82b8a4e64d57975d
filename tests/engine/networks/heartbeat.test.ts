import { afterEach, describe, expect, it, vi } from 'vitest';
import { tf } from '../../support/tensorflow';
import { Heartbeat } from '../../../src-main/engine/networks/heartbeat';
import { afterEveryOperation, operationsOf } from '../../../src-main/engine/networks/operations';

/** Operations that take so many milliseconds each, one after the other. */
function work(milliseconds: readonly number[]): () => void {
  return () =>
    tf.tidy(() => {
      for (const each of milliseconds) {
        now += each;
        tf.add(1, 2);
      }
    });
}

let now = 0;

/** Counts time by hand. */
function stopTheClock(): void {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
}

afterEach(() => void vi.restoreAllMocks());

describe('a heartbeat', () => {
  it('beats at most four times a second', async () => {
    stopTheClock();
    const told: number[] = [];
    const heartbeat = new Heartbeat(() => told.push(now), operationsOf(3));
    const start = now;
    await heartbeat.during('work', [0, 1], work(Array.from({ length: 500 }, () => 10)));
    expect(told.map((at) => at - start)).toEqual(Array.from({ length: 20 }, (_, index) => 250 * (index + 1)));
  });

  it('weighs operations by the time that they took last', async () => {
    stopTheClock();
    const told: number[] = [];
    const heartbeat = new Heartbeat((fraction) => told.push(fraction), operationsOf(3));
    const course = [300, 300, 1800, 600];
    await heartbeat.during('work', [0, 0.5], work(course));
    told.length = 0;
    await heartbeat.during('work', [0.5, 1], work(course));
    const expected = [0.1, 0.2, 0.8, 1].map((share) => 0.5 + 0.5 * 0.95 * share);
    told.forEach((fraction, index) => expect(fraction).toBeCloseTo(expected[index], 10));
    expect(told).toHaveLength(expected.length);
  });

  it.each([
    ['more', 5, 50],
    ['fewer', 50, 5],
    ['none at first and then some', 0, 20],
  ])(
    'goes on and stays below the end where there are %s operations than before',
    async (_, first, second) => {
      stopTheClock();
      const told: number[] = [];
      const heartbeat = new Heartbeat((fraction) => told.push(fraction), operationsOf(3));
      const operations = (count: number) => work(Array.from({ length: count }, () => 300));
      await heartbeat.during('work', [0, 0.5], operations(first));
      await heartbeat.during('work', [0.5, 1], operations(second));
      expect(told).toHaveLength(first + second);
      expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
      expect(told.every((fraction, at) => fraction < (at < first ? 0.5 : 1))).toBe(true);
    },
  );

  it('tells what is known without operations as often', () => {
    stopTheClock();
    const told: number[] = [];
    const heartbeat = new Heartbeat((fraction) => told.push(fraction), operationsOf(3));
    for (let done = 1; done <= 100; done++) {
      now += 10;
      heartbeat.at(done / 100);
    }
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('listens only while there is work, and hands its result and its failure on', async () => {
    const own = () => Object.prototype.hasOwnProperty.call(tf.backend(), 'executeSingleOutput');
    const heartbeat = new Heartbeat(() => undefined, operationsOf(3));
    expect(await heartbeat.during('work', [0, 1], () => (own() ? 'heard' : 'deaf'))).toBe('heard');
    const failing = heartbeat.during('work', [0, 1], () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(own()).toBe(false);
  });

  it('is silent where nobody listens', async () => {
    const own = () => Object.prototype.hasOwnProperty.call(tf.backend(), 'executeSingleOutput');
    expect(await new Heartbeat(undefined, operationsOf(3)).during('work', [0, 1], own)).toBe(false);
  });
});

describe('operations of the library', () => {
  it('are heard forward and backward, by everybody who listens at the time', () => {
    const heard = { first: 0, second: 0 };
    const endFirst = afterEveryOperation(() => (heard.first += 1));
    const endSecond = afterEveryOperation(() => (heard.second += 1));
    const x = tf.scalar(3);
    const square = tf.grad((value) => tf.mul(value, value));
    tf.dispose(tf.mul(x, x));
    expect(heard.first).toBe(1);
    endFirst();
    const slope = square(x);
    endSecond();
    expect(slope.dataSync()[0]).toBe(6);
    tf.dispose([x, slope]);
    expect(heard.first).toBe(1);
    expect(heard.second).toBeGreaterThan(2);
  });
});
