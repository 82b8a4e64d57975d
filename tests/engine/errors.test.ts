import { describe, expect, it } from 'vitest';
import { UnreadableFileError, visible } from '../../src-main/engine/errors';

describe('text from a file', () => {
  it.each([
    ['a\nb', 'a b'],
    ['a \r\n\t b', 'a b'],
    ['bands = \u0001', 'bands = \ufffd'],
    ['\u001b[31mred\u009b', '\ufffd[31mred\ufffd'],
    ['abc\u202etam.exe', 'abc\ufffdtam.exe'],
    ['高光谱 µm é', '高光谱 µm é'],
  ])('%j is shown on one line, with nothing hidden', (text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(new UnreadableFileError('some-code', text).message).toBe(shown);
  });
});
