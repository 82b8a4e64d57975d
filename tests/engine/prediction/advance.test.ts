import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { smallestNetwork } from '../../support/networks';
import { randomPicture } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { predictionExecution } from '../../../src-main/engine/networks/execution';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { TileGrid } from '../../../src-main/engine/networks/tiles';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { predictScene, type PredictionOptions } from '../../../src-main/engine/prediction/predict';
import { createRandom } from '../../../src-main/engine/samples/random';

const CHANNELS = 14;

afterEach(() => void vi.restoreAllMocks());

/** A machine so slow that a look at the clock takes a tenth of a second. */
function slowMachine(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
}

describe.each([
  ['hybridsn', 'auto', 'once'],
  ['hybridsn', 'auto', 'symmetries'],
  ['hybridsn-bn', 'patch', 'once'],
  ['vgg-simplified', 'auto', 'once'],
] as const)('labelling with %s (%s, %s)', (id, execution, labelling) => {
  const network = smallestNetwork(findNetwork(id), CHANNELS);
  const weights = initialWeights(network, createRandom(2, 'weights'));
  afterAll(() => tf.dispose(weights));

  const label = async (rows: number, columns: number, more: Partial<PredictionOptions> = {}) => {
    const picture = randomPicture(rows, columns, CHANNELS);
    return predictScene(network, weights, picture, { execution, labelling, labels: [3, 7], ...more });
  };

  async function followed(rows: number, columns: number) {
    const said: { kind: 'step' | 'beat'; fraction: number }[] = [];
    slowMachine();
    const before = tf.memory().numTensors;
    const found = await label(rows, columns, {
      onProgress: (fraction) => said.push({ kind: 'step', fraction }),
      onBeat: (fraction) => said.push({ kind: 'beat', fraction }),
    });
    expect(tf.memory().numTensors).toBe(before);
    return { found, said, fractions: said.map(({ fraction }) => fraction) };
  }

  it('tells how far it is before the first pixels are done, never goes backwards and ends at 1', async () => {
    const { said, fractions } = await followed(9, 7);
    expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
    expect(fractions[fractions.length - 1]).toBe(1);
    expect(said.findIndex(({ kind }) => kind === 'step')).toBeGreaterThan(1);
  });

  it('finds the same whether anybody listens or not', async () => {
    const { found } = await followed(9, 7);
    expect(await label(9, 7)).toEqual(found);
  });
});

it('goes on from tile to tile', async () => {
  const network = smallestNetwork(findNetwork('hybridsn'), CHANNELS);
  const weights = initialWeights(network, createRandom(2, 'weights'));
  const { tileSide } = predictionExecution(network, 'auto');
  const [rows, columns] = [2, 2 * tileSide + 5];
  const { tiles } = new TileGrid(rows, columns, tileSide);
  expect(tiles.length).toBeGreaterThan(2);
  slowMachine();
  const fractions: number[] = [];
  await predictScene(network, weights, randomPicture(rows, columns, CHANNELS), {
    ...{ execution: 'auto', labels: [3, 7] },
    onBeat: (fraction) => fractions.push(fraction),
  });
  tf.dispose(weights);
  expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
  for (const { column, columns: width } of tiles) {
    const inTile = (fraction: number) => fraction > column / columns && fraction < (column + width) / columns;
    expect(fractions.filter(inTile).length).toBeGreaterThan(3);
  }
});
