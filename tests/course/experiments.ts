import { settingsOf, type ClassifyOptions } from '../../src-main/cli/commands/classify';
import { describeClassifiers } from '../../src-main/engine/classifiers/registry';
import { fingerprintOfRun } from '../results/plan';

/** The scene that comes with the program, as a person would type it. */
const SCENE = 'assets/samples/indian-pines';
const CLASSES = 16;

/** One command line whose figures the course quotes. */
export interface Experiment {
  id: string;
  /** As typed behind `classify`, where it is not as usual. */
  typed: Partial<
    Record<'network' | 'batch' | 'epochs' | 'runs' | 'vary' | 'split' | 'patch' | 'components', string>
  > & {
    network: string;
    option?: string[];
    pixelShuffle?: true;
  };
}

const SPREAD = { epochs: '40', runs: '5', vary: 'each' };
const THREE = { epochs: '40', runs: '3' };

const APART = { split: 'disjoint' };

const SMALL = { network: 'mobilenet-v3-small', batch: '256', epochs: '40', runs: '3' };

/** In the order in which they are run; each stands in a block of `blocks.ts`. */
export const EXPERIMENTS: readonly Experiment[] = [
  { id: 'vary-fc', typed: { network: 'fc', ...SPREAD } },
  { id: 'vary-cnn', typed: { network: 'cnn', ...SPREAD } },
  { id: 'ordered-fc', typed: { network: 'fc', ...THREE } },
  { id: 'shuffled-fc', typed: { network: 'fc', ...THREE, pixelShuffle: true } },
  { id: 'ordered-cnn', typed: { network: 'cnn', ...THREE } },
  { id: 'shuffled-cnn', typed: { network: 'cnn', ...THREE, pixelShuffle: true } },
  ...['30', '10', '5'].flatMap((components) => [
    // Of 30 components, what the network does on a random split stands above.
    ...(components === '30'
      ? []
      : [{ id: `near-cnn-${components}`, typed: { network: 'cnn', ...THREE, components } }]),
    { id: `apart-cnn-${components}`, typed: { network: 'cnn', ...THREE, ...APART, components } },
    {
      id: `apart-svm-${components}`,
      typed: { network: 'svm', runs: '3', ...APART, patch: '11', components },
    },
  ]),
  { id: 'attention-se', typed: { ...SMALL, option: ['width=0.35'] } },
  { id: 'attention-none', typed: { ...SMALL, option: ['width=0.35', 'attention=none'] } },
];

export function commandOf({ id, typed }: Experiment): string {
  const { option = [], pixelShuffle, ...plain } = typed;
  const words = [
    ...Object.entries(plain).flatMap(([name, value]) => [`--${name}`, value]),
    ...option.flatMap((pair) => ['--option', pair]),
    ...(pixelShuffle ? ['--pixel-shuffle'] : []),
  ];
  return `npm run -s cli -- classify --cube ${SCENE} ${words.join(' ')} --out out/course/${id}`;
}

export function settingsFor({ typed }: Experiment) {
  const usual: ClassifyOptions = {
    ...{ cube: SCENE, network: typed.network, option: [], train: '0.1', split: 'random', seed: '0' },
    ...{ runs: '1', execution: 'auto', out: '' },
  };
  const [{ recipe }] = describeClassifiers({ ids: [typed.network] });
  return settingsOf({ ...usual, ...typed }, recipe);
}

/** Changes when other figures are to be expected. */
export function fingerprintFor(experiment: Experiment): string {
  const settings = settingsFor(experiment);
  const { patch, components, network, options } = settings;
  const [description] = describeClassifiers({
    ...{ ids: [network], input: [patch, patch, components], classes: CLASSES, options },
  });
  return fingerprintOfRun(settings, description);
}
