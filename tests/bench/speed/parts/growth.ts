import { duration, markdownTable, megabytes } from '../../table';
import type { Figures, PartContext } from '../part';
import type { Results } from '../tasks';

const SIZES = [
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 4],
  [4, 4],
] as const;

/** (d): the scene once to sixteen times. */
export async function growth(context: PartContext): Promise<Figures> {
  const found: Results['growth'][] = [];
  for (const [down, across] of SIZES) {
    context.say(`the scene ${down * across} times`);
    found.push(await context.measure('growth', { network: 'hybridsn', down, across }));
  }
  const [first] = found;
  const last = found[found.length - 1];
  const perPixel = (of: 'update' | 'labelling') => last[of] / last.pixels / (first[of] / first.pixels);
  const head = ['scene', 'pixels', 'one update', 'label every pixel', 'most memory: training', 'labelling'];
  const table = found.map(({ pixels, update, labelling, peakTraining, peakLabelling }, index) => [
    `${SIZES[index][0] * SIZES[index][1]} times`,
    pixels.toLocaleString('en-US'),
    duration(1000 * update),
    duration(1000 * labelling),
    megabytes(peakTraining),
    megabytes(peakLabelling),
  ]);
  const [update, labelling] = [perPixel('update'), perPixel('labelling')];
  return {
    rows: [
      {
        what: 'time a pixel of 16 scenes, of that of one: update, labelling',
        ours: `${update.toFixed(2)}, ${labelling.toFixed(2)}`,
        aim: 'linear: at most 1.2',
        reached: Math.max(update, labelling) <= 1.2,
      },
    ],
    notes: [
      'HybridSN on the scene repeated beside itself, with the training pixels of every copy; one update sees all of them.',
      markdownTable(head, table),
    ],
  };
}
