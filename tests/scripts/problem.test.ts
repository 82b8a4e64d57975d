import { describe, expect, it } from 'vitest';
import { SetUpProblem, mostTellingLine, sentenceFor } from '../../scripts/setup/problem.mjs';

const cache = '/home/anna/.cache/bandscape';

describe('the one sentence for a problem', () => {
  it('is its own where there is one', () => {
    expect(sentenceFor(new SetUpProblem('Install make.'), cache)).toBe('Install make.');
  });

  it.each([
    ['ENOSPC', /^The disk is full.*\/home\/anna/],
    ['EACCES', /cannot be written \(EACCES\).*BANDSCAPE_CACHE/],
    ['EROFS', /cannot be written \(EROFS\)/],
    ['EODD', /unexpected problem \(odd\)/],
  ])('is made for %s, without a stack', (code, sentence) => {
    const text = sentenceFor(Object.assign(new Error('odd'), { code }), cache);
    expect(text).toMatch(sentence);
    expect(text).not.toContain('\n');
  });
});

describe('the line that tells most', () => {
  it.each([
    [
      'a compiler',
      'make: entering\nx.cc:1:10: fatal error: node_api.h: No such file\nmake: *** Error 1',
      /node_api\.h/,
    ],
    [
      'npm',
      'npm error code E404\nnpm error 404 Not Found - thing\nnpm error A complete log of this run',
      /^404 Not Found/,
    ],
    ['Node', 'node:events:502\n      throw er;\n\nError: getaddrinfo ENOTDIR x\n    at y', /getaddrinfo/],
    ['pip', 'WARNING: retrying\nERROR: No matching distribution found for x==1', /^No matching distribution/],
    ['colours', '\u001b[31m[UNRESOLVED_ENTRY] \u001b[0mCannot resolve entry', /^\[UNRESOLVED_ENTRY\] Cannot/],
    ['anything else', 'one\ntwo\n', /^two$/],
  ])('is found in the output of %s', (_program, output, line) => {
    expect(mostTellingLine(output)).toMatch(line);
  });

  it('is none without any output', () => {
    expect(mostTellingLine('')).toBeUndefined();
  });
});
