import { describe, expect, it } from 'vitest';
import { choice, listOptions, range, resolveOptions } from '../../../src-main/engine/networks/options';
import { defineNetwork } from '../../../src-main/engine/networks/spec';
import { buildNetwork, trainableParameters } from '../../../src-main/engine/networks/network';
import { hybridsn } from '../../../src-main/engine/networks/papers/hybridsn';
import { dense, flatten } from '../../../src-main/engine/networks/layers/dense';

const network = defineNetwork({
  ...hybridsn,
  id: 'chosen',
  title: 'Chosen',
  options: { groups: choice('Groups', [1, 2, 4], 2), width: range('Width', 0.25, 2, 1) },
  published: { input: [4, 4, 1], classes: 10, options: { groups: 4 } },
  layers: (classes, { groups, width }) => [
    flatten(),
    dense('hidden', groups * 8 * width),
    dense('classes', classes),
  ],
});

describe('options of a network', () => {
  it('are the defaults where nothing else is asked for', () => {
    expect(resolveOptions(network)).toEqual({ groups: 2, width: 1 });
    expect(resolveOptions(network, { width: 0.5 })).toEqual({ groups: 2, width: 0.5 });
  });

  it('may be typed as text', () => {
    expect(resolveOptions(network, { groups: '4', width: '0.5' })).toEqual({ groups: 4, width: 0.5 });
  });

  it('decide what is built', () => {
    const count = (options: Record<string, number>) =>
      trainableParameters(buildNetwork(network, [4, 4, 1], 10, options).weights);
    expect(count({})).toBe(17 * 16 + 17 * 10);
    expect(count({ groups: 4, width: 0.5 })).toBe(17 * 16 + 17 * 10);
    expect(count({ groups: 4 })).toBe(17 * 32 + 33 * 10);
  });

  it.each([
    [{ depth: 3 }, 'network-option-unknown', 'Chosen has no option called "depth"; it has groups, width.'],
    [
      { groups: 3 },
      'network-option-value',
      'The option groups of Chosen is "3", but it must be one of 1, 2, 4.',
    ],
    [{ width: 3 }, 'network-option-value', 'but it must be a number from 0.25 to 2.'],
    [{ width: 'wide' }, 'network-option-value', '"wide"'],
    [{ width: '' }, 'network-option-value', '""'],
    [{ toString: 1 }, 'network-option-unknown', '"toString"'],
  ])('are refused in a sentence: %o', (asked, code, sentence) => {
    expect(() => resolveOptions(network, asked as never)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(sentence) }),
    );
  });

  it('are told with their choices and ranges', () => {
    expect(listOptions(network.options)).toEqual([
      { id: 'groups', title: 'Groups', choices: [1, 2, 4], default: 2 },
      { id: 'width', title: 'Width', least: 0.25, most: 2, default: 1 },
    ]);
  });

  it('are none where a network declares none', () => {
    expect(() => resolveOptions(hybridsn, { width: 1 })).toThrow('it has none');
  });
});
