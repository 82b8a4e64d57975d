import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { windowsOf } from '@shared/recipe-in-use';
import type { KeptBy, NetworkTraining, Report } from '@shared/report';

/** Which weights those are that the map was made with, and why those. */
export function keptWeights({ kept_epoch, kept_by }: NetworkTraining): string {
  const reasons: Record<KeptBy, string> = {
    validation: `those of epoch ${kept_epoch}, the best on the validation pixels`,
    'lowest-training-loss': `those of epoch ${kept_epoch}, the lowest training loss`,
    last: `those of epoch ${kept_epoch}, the last one`,
    mean: 'the mean of those after every update since 60 % of the training',
  };
  return reasons[kept_by];
}

/** What the channels of the network are, and what was done to the bands before. */
export function preprocessingLines({ config }: Report): string[] {
  const { removedBands, scaling, reduction, fit } = experimentOf(config);
  const pixels = fit === 'scene' ? 'every pixel of the scene, labelled or not' : 'the training pixels only';
  const whitened = reduction === 'pca' ? 'not whitened, ' : '';
  const scaled = {
    none: [],
    standard: [`Scaling        every band to mean 0 and standard deviation 1, fitted on ${pixels}`],
    minmax: [`Scaling        every band to values from 0 to 1, fitted on ${pixels}`],
  }[scaling];
  return [
    ...(removedBands === '' ? [] : [`Removed bands  ${removedBands}`]),
    ...scaled,
    reduction === 'none'
      ? `Channels       ${config.components} bands as they are`
      : `Components     ${config.components} (PCA ${whitened}fitted on ${pixels})`,
  ];
}

/** How training was watched, and what the kept weights came to there. */
export function validationLines({ config, training, split }: Report): string[] {
  const figures = training.final?.validation;
  const { validation, patience } = experimentOf(config);
  if (split.validation === 0 || !figures) return [];
  const share = validation < 1 ? `${Number((100 * validation).toFixed(4))} %` : `${validation} a class`;
  const accuracy = `accuracy ${(100 * figures.accuracy).toFixed(2)} %, loss ${figures.loss.toFixed(4)}`;
  const waits = patience > 0 ? `, patience ${patience} epochs` : '';
  return [`Validation     ${share} of the training pixels, held back: ${accuracy}${waits}`];
}

/** What was done with windows besides cutting them out. */
export function windowLines(report: Report): string[] {
  const { shift, labelling } = windowsOf(report);
  const most = shift === 1 ? 'one row and one column' : `${shift} rows and ${shift} columns`;
  return [
    ...(shift > 0
      ? [
          `Moved windows  every training window by up to ${most}, drawn anew in every update; a test pixel may be in its middle, without its label`,
        ]
      : []),
    ...(labelling === 'symmetries'
      ? ['Labels         the mean of eight looks at every pixel: its window under all flips and transposes']
      : []),
  ];
}

/** What else is not as usual. */
export function unusualLines({ config }: Report): string[] {
  const { augmentation, spectralNoise, dropout, shuffle, pixelShuffle, labelling } = experimentOf(config);
  const told = [
    augmentation === 'recipe' ? '' : `augmentation: ${augmentation}`,
    spectralNoise === 0 ? '' : `spectral noise ${spectralNoise}`,
    dropout === null ? '' : `dropout ${dropout}`,
    shuffle ? '' : 'training pixels not shuffled',
    pixelShuffle ? 'the pixels of every window in one random order' : '',
    labelling === 'recipe' ? '' : `labelling: ${labelling}`,
  ].filter((text) => text !== '');
  return told.length > 0 ? [`Experiment     ${told.join('; ')}`] : [];
}

export function runsSentence({ config, runs }: Report): string {
  const { splitSeed, weightSeed, orderSeed, vary } = experimentOf(config);
  const own = [
    ...(splitSeed === null ? [] : [`split ${splitSeed}`]),
    ...(weightSeed === null ? [] : [`first weights ${weightSeed}`]),
    ...(orderSeed === null ? [] : [`order ${orderSeed}`]),
  ];
  const apart = own.length > 0 ? ` (${own.join(', ')})` : '';
  return `${runs.each.length}, seed ${config.seed}${apart}${vary === 'all' ? '' : `, varied: ${vary}`}`;
}

function experimentOf({ experiment }: Report['config']): Experiment {
  return { ...USUAL_EXPERIMENT, ...experiment };
}
