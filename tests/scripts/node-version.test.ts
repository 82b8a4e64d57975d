import { describe, expect, it } from 'vitest';
import { nodeIsNewEnough } from '../../scripts/setup/node-version.mjs';

describe('the Node that is needed', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v24.0.0'])('is new enough: %s', (version) => {
    expect(nodeIsNewEnough(version)).toBe(true);
  });

  it.each(['v16.20.0', 'v18.20.4', 'v20.18.3', 'v21.7.0', 'v22.11.0'])('is too old: %s', (version) => {
    expect(nodeIsNewEnough(version)).toBe(false);
  });
});
