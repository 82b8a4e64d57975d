import { describe, expect, it } from 'vitest';
import { createSpeaker, megabytes, share } from '../../scripts/setup/say.mjs';

function listen(isTTY: boolean) {
  let text = '';
  let time = 0;
  const stream = { isTTY, columns: 30, write: (part: string) => (text += part) };
  const say = createSpeaker({ stream, now: () => time });
  return { say, pass: (seconds: number) => (time += seconds * 1000), text: () => text };
}

describe('what a step says', () => {
  it('is a line at its begin and its end in a log, and now and then between', () => {
    const { say, pass, text } = listen(false);
    const step = say.step('Fetching it');
    for (let second = 0; second < 25; second += 1) {
      pass(1);
      step.progress(`${second} %`);
    }
    step.done();
    expect(text()).toBe('Fetching it ...\n  9 %\n  19 %\n  done (25 s)\n');
  });

  it('is one line that is written over on a terminal, no wider than that', () => {
    const { say, pass, text } = listen(true);
    const step = say.step('Fetching a thing with a long name');
    step.progress('50 %');
    pass(1.5);
    step.done('from the cache');
    const lines = text().split('\r\u001b[K');
    expect(lines[1]).toHaveLength(29);
    expect(lines.at(-1)).toBe('Fetching a thing with a long name: done (from the cache, 1.5 s)\n');
  });

  it('says why something else follows', () => {
    const { say, text } = listen(false);
    say.step('Trying').givenUp('not reached');
    expect(text()).toBe('Trying ...\n  not reached\n');
  });
});

describe('amounts', () => {
  it('are shares of a total, never above it', () => {
    expect(share(50e6, 207e6)).toBe('24 % of 207 MB');
    expect(share(210e6, 207e6)).toBe('100 % of 207 MB');
    expect(megabytes(102_360_040)).toBe('102 MB');
  });
});
