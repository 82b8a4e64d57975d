import { megabytes } from '../../table';
import type { Figures, PartContext } from '../part';

const UPDATES = 1000;
/** The allocator settles in the first updates. */
const SETTLED = 200;

/** Tensors and memory over a thousand updates. */
export async function memory(context: PartContext): Promise<Figures> {
  context.say(`${UPDATES} updates of a small HybridSN-BN`);
  const { tensors, bytes } = await context.measure('updates', { network: 'hybridsn-bn', updates: UPDATES });
  const growth = tensors[UPDATES - 1] - tensors[1];
  const most = (from: number, to: number) => Math.max(...bytes.slice(from, to));
  const grown = most(UPDATES - SETTLED, UPDATES) - most(SETTLED, 2 * SETTLED);
  return {
    rows: [
      {
        what: `${UPDATES.toLocaleString('en-US')} updates: tensors more at the end, and memory`,
        ours: `${growth}, ${megabytes(grown)}`,
        aim: 'flat',
        reached: growth === 0 && grown < 20e6,
      },
    ],
  };
}
