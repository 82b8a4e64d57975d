import { median } from '../../table';
import { ask, type Figures, type PartContext, type Row } from '../part';
import type { PeerId } from '../peers';
import { TRAINING_PIXELS } from '../scene';

const FORMS = [
  { what: 'one update', network: 'hybridsn', execution: 'dense', batch: TRAINING_PIXELS, aimed: true },
  { what: 'batches of 256', network: 'hybridsn', execution: 'dense', batch: 256 },
  { what: 'batches of 256, window by window', network: 'hybridsn', execution: 'patch', batch: 256 },
  { what: 'HybridSN-BN, one update', network: 'hybridsn-bn', execution: 'dense', batch: TRAINING_PIXELS },
] as const;

/** (a): one pass over the training pixels. The peers go through them in the paper's batches of 256. */
export async function passes(context: PartContext): Promise<Figures> {
  const peers = { keras: await peerPass(context, 'keras'), torch: await peerPass(context, 'torch') };
  const rows: Row[] = [];
  let peak = 0;
  for (const form of FORMS) {
    const times = form.execution === 'dense' ? 5 : 2;
    const { seconds, peakBytes } = await context.measure('pass', { ...form, passes: times });
    peak = Math.max(peak, peakBytes);
    const aim = 'aimed' in form ? { aim: { keras: 8, torch: 15 } } : {};
    rows.push({
      what: `pass over 1,024 training pixels, ${form.what}`,
      ours: median(seconds),
      peers,
      ...aim,
    });
  }
  const gigabytes = `${(peak / 1e9).toFixed(2)} GB`;
  rows.push({
    what: 'most memory while training HybridSN',
    ours: gigabytes,
    aim: 'below 3 GB',
    reached: peak < 3e9,
  });
  return { rows };
}

async function peerPass(context: PartContext, id: PeerId): Promise<number | string> {
  const answers = await ask<{ seconds: number[] }>(context, id, 'pass', '3');
  return typeof answers === 'string' ? answers : median(answers[0].seconds);
}
