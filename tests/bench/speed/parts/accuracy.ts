import { median } from '../../table';
import { ask, type Figures, type Measured, type PartContext, type Row } from '../part';

const TARGETS = [0.97, 0.98];
/** Ours that learns fastest. */
const NETWORK = 'hybridsn-attention';
/** Keras's accuracy is looked at every so many epochs: a look takes as long as three of them. */
const EVERY = 10;

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
    context.say(`${NETWORK}, seed ${seed}, ${epochs} epochs`);
    const run = await context.measure('target', { network: NETWORK, epochs, seed });
    ours.push(elapsed(run.epochs));
    const answers = await ask<Moment>(context, 'keras', 'train', ...[seed, peerEpochs, EVERY].map(String));
    if (typeof answers === 'string') absent = answers;
    else theirs.push(answers);
  }
  const rows = TARGETS.map((target): Row => {
    const keras = absent ?? reached(theirs, target);
    return {
      what: `train until ${100 * target} % of test pixels are right: HybridSN-Attention, and HybridSN by its paper`,
      ours: reached(ours, target),
      peers: { keras },
      aim: { keras: 5 },
    };
  });
  const last = (runs: Moment[][]) => runs.map((run) => percent(run[run.length - 1])).join(', ');
  return {
    rows,
    notes: [
      `Test accuracy at the end: HybridSN-Attention after ${epochs} epochs ${last(ours)}` +
        (absent
          ? '.'
          : `; Keras, HybridSN by the paper's recipe, after ${peerEpochs} epochs ${last(theirs)}.`) +
        ` Seeds ${seeds.join(', ')}; looking at the accuracy is not counted, which is done after every epoch, with Keras after every ` +
        `${EVERY}th.`,
    ],
  };
}

const percent = ({ accuracy }: Moment): string => `${(100 * accuracy).toFixed(2)} %`;

function elapsed(epochs: readonly Moment[]): Moment[] {
  let seconds = 0;
  return epochs.map((epoch) => ({ seconds: (seconds += epoch.seconds), accuracy: epoch.accuracy }));
}

/** The median, or how long most runs went on without coming so far. */
function reached(runs: Moment[][], target: number): Measured {
  const first = runs.map((run) => run.find(({ accuracy }) => accuracy >= target)?.seconds ?? Infinity);
  const middle = median(first);
  if (Number.isFinite(middle)) return middle;
  return { moreThan: median(runs.map((run) => run[run.length - 1].seconds)) };
}
