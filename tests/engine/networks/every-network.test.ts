import { describe, it } from 'vitest';
import { COMPONENTS, expectToLearnAndLast } from '../../support/learn-and-last';
import { smallestNetwork } from '../../support/networks';
import { networks } from '../../../src-main/engine/networks/registry';

describe.each(networks().map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  it('learns, answers twice the same, and is the same when it was saved and loaded', async () => {
    await expectToLearnAndLast(smallestNetwork(spec, COMPONENTS));
  }, 300_000);
});
