import { median } from '../../table';
import { ask, type Figures, type PartContext, type Row } from '../part';

const TARGETS = [0.97, 0.98];
/** Keras's accuracy is looked at every so many epochs. */
const EVERY = 5;

/** Seconds of training, and the share of test pixels that come out right after them. */
interface Moment {
  seconds: number;
  accuracy: number;
}

/** (c): until the test accuracy is reached, median of the seeds; the peer learns the paper's recipe on the same splits. */
export async function accuracy(context: PartContext): Promise<Figures> {
  const { seeds, epochs, peerEpochs } = context.options;
  const ours: Moment[][] = [];
  const theirs: Moment[][] = [];
  let absent: string | undefined;
  for (const seed of seeds) {
    context.say(`hybridsn-bn, seed ${seed}, ${epochs} epochs`);
    const run = await context.measure('target', { network: 'hybridsn-bn', epochs, seed });
    ours.push(elapsed(run.epochs));
    const answers = await ask<Moment>(context, 'keras', 'train', ...[seed, peerEpochs, EVERY].map(String));
    if (typeof answers === 'string') absent = answers;
    else theirs.push(answers);
  }
  const rows = TARGETS.map((target): Row => {
    const keras = absent ?? reached(theirs, target);
    return {
      what: `train until ${100 * target} % of test pixels are right`,
      ours: reached(ours, target),
      peers: { keras },
      aim: { keras: 5 },
    };
  });
  const last = (runs: Moment[][]) => runs.map((run) => percent(run[run.length - 1])).join(', ');
  return {
    rows,
    notes: [
      `Test accuracy at the end: HybridSN-BN after ${epochs} epochs ${last(ours)}` +
        (absent
          ? '.'
          : `; Keras, HybridSN by the paper's recipe, after ${peerEpochs} epochs ${last(theirs)}.`) +
        ` Seeds ${seeds.join(', ')}; measuring itself is not counted.`,
    ],
  };
}

const percent = ({ accuracy }: Moment): string => `${(100 * accuracy).toFixed(2)} %`;

function elapsed(epochs: readonly Moment[]): Moment[] {
  let seconds = 0;
  return epochs.map((epoch) => ({ seconds: (seconds += epoch.seconds), accuracy: epoch.accuracy }));
}

/** Where most runs never come so far, so it is said. */
function reached(runs: Moment[][], target: number): number | string {
  const first = runs.map((run) => run.find(({ accuracy }) => accuracy >= target)?.seconds ?? Infinity);
  const middle = median(first);
  if (Number.isFinite(middle)) return middle;
  const longest = Math.max(...runs.map((run) => run[run.length - 1].seconds));
  return `not in ${Math.round(longest)} s`;
}
