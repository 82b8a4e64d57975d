import { describe, expect, it } from 'vitest';
import { documentOf } from './document';
import type { Row } from './part';

const peer = 'not here';
const row = (row: Row): string[] => {
  const text = documentOf('command', [{ rows: [row] }], { keras: peer, torch: peer }, '2.15');
  const line = text.split('\n').find((each) => each.startsWith(`| ${row.what}`))!;
  return line
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);
};

describe('the table of speed', () => {
  it('says how many times as long a peer takes, and marks an aim that is missed', () => {
    const aim = { keras: 8, torch: 15 };
    const measured = { what: 'pass', ours: 2, peers: { keras: 20, torch: 24 }, aim };
    expect(row(measured)).toEqual(['pass', '2.0 s', '20.0 s', '24.0 s', '10.0, 12.0', '8, 15 (!)']);
  });

  it('says at least how many times where the peer was not done', () => {
    const given = { what: 'train', ours: 50, peers: { keras: { moreThan: 300 } }, aim: { keras: 5 } };
    expect(row(given)).toEqual(['train', '50.0 s', '> 5 min 0 s', '', '> 6.0, –', '5']);
    expect(row({ ...given, aim: { keras: 7 } })[5]).toBe('7 (!)');
  });

  it('marks the aim where the program itself was not done, and not where no peer was there', () => {
    const given = { what: 'train', ours: { moreThan: 50 }, peers: { keras: 300 }, aim: { keras: 5 } };
    expect(row(given)).toEqual(['train', '> 50.0 s', '5 min 0 s', '', '', '5 (!)']);
    expect(row({ ...given, ours: 50, peers: { keras: 'not here' } })).toEqual([
      ...['train', '50.0 s', 'not here', '', '', '5'],
    ]);
  });
});
