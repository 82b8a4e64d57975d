import { expect, test } from 'vitest';
import type { IpcEvents } from '@shared/ipc';
import type { CallOptions } from '../../../src-main/engine-host/worker-client';
import { CancelledError } from '../../../src-main/engine/errors';
import { Opening } from '../../../src-main/ipc/opening';

type Options = CallOptions<{ fraction: number }>;

function setUp() {
  const events: IpcEvents['opening'][] = [];
  const clock = { now: 0 };
  const opening = new Opening(
    (event) => events.push(event),
    () => clock.now,
  );
  /** Work that goes on until it is cancelled. */
  const begin = () => {
    let options: Options = {};
    const ended = opening.run((given) => {
      options = given;
      return new Promise<string>((_, reject) =>
        given.signal?.addEventListener('abort', () => reject(new CancelledError())),
      );
    });
    const tell = (now: number, fraction: number) => {
      clock.now = now;
      options.onProgress?.({ fraction });
    };
    return { ended, tell };
  };
  return { opening, events, begin };
}

test('tells how far it is and, once there is a pace, how long it takes still', () => {
  const { events, begin } = setUp();
  const { tell } = begin();
  tell(0, 0.001);
  tell(500, 0.1);
  tell(1000, 0.2);
  tell(3000, 0.75);
  expect(events).toEqual([
    { fraction: 0.001 },
    { fraction: 0.1 },
    { fraction: 0.2, secondsLeft: 4 },
    { fraction: 0.75, secondsLeft: 1 },
  ]);
});

test('tells no more often than anybody can read', () => {
  const { events, begin } = setUp();
  const { tell } = begin();
  for (let now = 0; now < 1000; now++) tell(now, now / 1000);
  expect(events).toHaveLength(10);
});

test('only the newest call is told of', () => {
  const { events, begin } = setUp();
  const [first, second] = [begin(), begin()];
  first.tell(0, 0.5);
  second.tell(0, 0.25);
  expect(events).toEqual([{ fraction: 0.25 }]);
});

test('a cancelled call ends and is told of no more, and another one can begin', async () => {
  const { opening, events, begin } = setUp();
  const { ended, tell } = begin();
  opening.cancel();
  await expect(ended).rejects.toBeInstanceOf(CancelledError);
  tell(0, 0.5);
  expect(events).toEqual([]);
  expect(await opening.run(async () => 'opened')).toBe('opened');
  opening.cancel();
});
