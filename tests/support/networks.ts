import { findNetwork } from '../../src-main/engine/networks/registry';

/** Two that train in a second, with and without running statistics, for tests of what all networks pass through. */
export const smallNetworks = [findNetwork('hybridsn-bn'), findNetwork('hybridsn')];
