import { median } from '../../table';
import { ask, type Figures, type PartContext } from '../part';
import type { PeerId } from '../peers';

/** (b): every pixel of the scene labelled. */
export async function labelling(context: PartContext): Promise<Figures> {
  const peers = { keras: await peerScene(context, 'keras'), torch: await peerScene(context, 'torch') };
  const found = await context.measure('scene', { network: 'hybridsn', epochs: 40, times: 5 });
  const pixels = found.pixels.toLocaleString('en-US');
  return {
    rows: [
      { what: `label ${pixels} pixels`, ours: median(found.dense), peers, aim: { keras: 40, torch: 80 } },
      { what: `label ${pixels} pixels, window by window`, ours: found.patch, peers },
      {
        what: 'labels that differ between the two',
        ours: `${found.differing} of ${pixels}`,
        aim: 'none',
        reached: found.differing === 0,
      },
    ],
    notes: [
      `Between both ways of labelling no probability differs by more than ${found.difference.toExponential(1)}; ` +
        `labelling held ${Math.round(found.peakBytes / 1e6)} MB at most.`,
    ],
  };
}

async function peerScene(context: PartContext, id: PeerId): Promise<number | string> {
  const answers = await ask<{ seconds: number }>(context, id, 'scene');
  return typeof answers === 'string' ? answers : answers[0].seconds;
}
